import { aws_lambda as lambda, NestedStack, type Stack } from 'aws-cdk-lib';
import { Authorizer, CloudWatchRole, Integration, ReleaseLedger, RestApi, StageRelease } from 'cdk-stagecraft';

/** What of the app a test may say. */
export interface ShopState {
  /** A number for the definition. */
  readonly definition?: number;
  /** A number for the code of each function. */
  readonly code?: Readonly<Record<string, number>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** Functions in a nested stack. */
  readonly nested?: readonly string[];
  readonly ledger?: string;
}

/** A shop: two functions, a mock that tells the definitions apart, a stage that follows the head and one that follows the ledger. */
export function addShop(stack: Stack, state: ShopState): RestApi {
  const { definition = 1, code = { List: 1 }, variables = { ratesHost: 'rates.example.com' }, nested = [], ledger = 'releases.json' } = state;
  const inner = nested.length > 0 ? new NestedStack(stack, 'Functions') : stack;
  const api = new RestApi(stack, 'Orders', { authorizer: Authorizer.iam(), cloudWatchRole: CloudWatchRole.existing(), releases: ReleaseLedger.fromFile(ledger) });
  api.addRoute('GET /version', Integration.mock({ body: { definition } }));
  api.addRoute('GET /rates', Integration.httpProxy('https://${stageVariables.ratesHost}/'));
  for (const [name, version] of Object.entries(code)) {
    api.addRoute(`GET /${name}`, Integration.lambdaFunction(new lambda.Function(nested.includes(name) ? inner : stack, name, {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(`exports.handler = async () => ${version}`),
    })));
  }
  api.addStage('dev', { variables });
  api.addStage('prod', { variables, serves: StageRelease.fromLedger() });
  return api;
}
