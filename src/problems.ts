import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { define, GUIDE, LIMITS, NOTES, type ProblemText, quote, sentenceOf } from './private/problem-definition';
import { RELEASE_PROBLEMS } from './releases/release-problems';

/** Every problem that Stagecraft reports. A code, once released, keeps its meaning. */
export const PROBLEMS = {
  // Routes
  RouteKeySyntax: define('A route key is an upper-case method, one space and a path.', NOTES,
    (routeKey: string, why: string, instead: string) => ({ what: `${quote(routeKey)} is not a route key: ${why}`, remedy: `write ${instead}` })),
  PathSyntax: define('A path segment is letters, digits, dots, underscores, colons and hyphens, or one variable that fills it.', NOTES,
    (routeKey: string, segment: string) => ({
      what: `segment ${quote(segment)} of route ${quote(routeKey)} has characters that API Gateway refuses`,
      remedy: 'use letters, digits, ".", "_", ":" and "-" only, or one whole variable like "{orderId}" or "{proxy+}"',
    })),
  PathVariableRepeated: define('A variable name stands once in a path.', NOTES,
    (routeKey: string, variable: string) => ({
      what: `route ${quote(routeKey)} has the variable ${quote(variable)} twice`,
      remedy: 'give the second one a name of its own',
    })),
  PathVariableSiblings: define('One path level has one variable.', NOTES,
    (routeKey: string, segment: string, other: string, otherRouteKey: string) => ({
      what: `route ${quote(routeKey)} names ${quote(segment)} where route ${quote(otherRouteKey)} has ${quote(other)}: one path level has one variable`,
      remedy: `use ${quote(other)} in both`,
    })),
  GreedyVariableNotLast: define('A greedy variable is the last segment of its path.', `${GUIDE}api-gateway-method-settings-method-request.html`,
    (routeKey: string, segment: string) => ({
      what: `route ${quote(routeKey)} goes on after the greedy variable ${quote(segment)}`,
      remedy: `end the path at ${quote(segment)}, or make it an ordinary variable, ${quote(segment.replace('+}', '}'))}`,
    })),
  DuplicateRoute: define('A route key is added once.', NOTES,
    (routeKey: string) => ({ what: `route ${quote(routeKey)} is added twice`, remedy: 'remove one of the two' })),
  NoRoute: define('A deployment needs at least one route.', `${GUIDE}how-to-deploy-api.html`,
    () => ({ what: 'the API has stages but no route, and API Gateway refuses to deploy an empty API', remedy: 'add a route with addRoute()' })),
  ReservedPath: define('/ping and /sping are taken by API Gateway on custom domains.', NOTES,
    (routeKey: string) => ({
      what: `route ${quote(routeKey)} is at a path that API Gateway's own health check answers on custom domains`,
      remedy: 'use another path, e.g. "/health"',
    })),
  TooManyResources: define('A REST API has 300 resources unless the quota is raised.', LIMITS,
    (count: number) => ({
      what: `the paths of this API need ${count} resources, and the default quota is 300`,
      remedy: 'ask for a higher "Resources per API" quota, or split the API',
    })),
  DuplicateOperationName: define('An operation name is unique in its API.', `${GUIDE}api-gateway-import-api-errors-warnings.html`,
    (name: string, routeKey: string, otherRouteKey: string) => ({
      what: `routes ${quote(otherRouteKey)} and ${quote(routeKey)} share the operation name ${quote(name)}`,
      remedy: 'give each route an operation name of its own',
    })),
  OpenRoute: define('A route that anybody may call says so.', `${GUIDE}apigateway-control-access-to-api.html`,
    (routeKeys: string[]) => ({
      what: `anybody may call ${routeKeys.slice(0, 5).map(quote).join(', ')}${routeKeys.length > 5 ? ` and ${routeKeys.length - 5} more` : ''}: no authorizer is set`,
      remedy: 'set an authorizer on the API or the route, or Authorizer.none() where public access is meant',
    })),

  // Integrations
  IntegrationTimeout: define('A REST integration times out after 50 ms to 29 s; more takes a raised quota, which edge-optimized APIs cannot have.', LIMITS,
    (routeKey: string, milliseconds: number, why: string) => ({
      what: `route ${quote(routeKey)} has an integration timeout of ${milliseconds} ms, ${why}`,
      remedy: 'choose 50 ms to 29 s, or a Regional endpoint and a raised quota for more',
    })),
  RaisedTimeoutQuota: define('A timeout over 29 s needs a raised account quota.', LIMITS,
    (routeKey: string, milliseconds: number) => ({
      what: `route ${quote(routeKey)} has an integration timeout of ${milliseconds} ms, which an account may use only after its quota L-E5AE38E3 was raised`,
      remedy: 'raise the quota before this is deployed, or choose 29 s or less',
    })),
  HttpUrl: define('A backend URL begins with a literal http:// or https:// and names a host.', `${GUIDE}setup-http-integrations.html`,
    (routeKey: string, url: string, why: string) => ({ what: `route ${quote(routeKey)} has the backend URL ${quote(url)}: ${why}`, remedy: 'write it like "https://backend.example/path"' })),
  HttpUrlVariable: define('A variable in a backend URL is a variable of the route.', `${GUIDE}api-gateway-set-up-simple-proxy.html`,
    (routeKey: string, url: string, variable: string) => ({
      what: `the backend URL ${quote(url)} uses {${variable}}, which is not in the path of route ${quote(routeKey)}`,
      remedy: `add "{${variable}}" to the route's path, or take it out of the URL`,
    })),
  HttpMethod: define('A backend is called with one of the methods that routes have.', `${GUIDE}setup-http-integrations.html`,
    (routeKey: string, method: string) => ({
      what: `route ${quote(routeKey)} calls its backend with the method ${quote(method)}`,
      remedy: 'use GET, PUT, POST, DELETE, PATCH, OPTIONS, HEAD or ANY',
    })),
  StatusCode: define('A status code is three digits, 100 to 599.', `${GUIDE}how-to-mock-integration.html`,
    (routeKey: string, statusCode: number) => ({
      what: `route ${quote(routeKey)} answers with status code ${statusCode}`,
      remedy: 'use a whole number from 100 to 599',
    })),

  // Stages
  StageName: define('A stage name is 1 to 128 letters, digits, hyphens and underscores.', NOTES,
    (name: string) => ({ what: `${quote(name)} is not a stage name`, remedy: 'use 1 to 128 letters, digits, "-" and "_"' })),
  DuplicateStage: define('A stage name is used once in an API.', `${GUIDE}set-up-stages.html`,
    (name: string) => ({ what: `stage ${quote(name)} is added twice`, remedy: 'remove one of the two, or give it another name' })),
  StageElsewhere: define('A stage stands in the stack of its API.', `${GUIDE}set-up-stages.html`,
    (stage: string, stack: string, apiStack: string) => ({
      what: `stage ${quote(stage)} is in the stack ${quote(stack)} and its API in ${quote(apiStack)}: every deployment would be an export in use, which CloudFormation does not change`,
      remedy: 'add the stage with addStage(), or give it a scope in the API\'s stack',
    })),
  TooManyStages: define('An API has 10 stages unless the quota is raised.', LIMITS,
    (count: number) => ({ what: `the API has ${count} stages, and the default quota is 10`, remedy: 'ask for a higher "Stages per API" quota' })),
  VariableName: define('A stage variable is named with 1 to 64 letters, digits and underscores.', `${GUIDE}aws-api-gateway-stage-variables-reference.html`,
    (name: string) => ({ what: `${quote(name)} is not a name for a stage variable`, remedy: 'use 1 to 64 letters, digits and "_"' })),
  VariableValue: define('A stage variable\'s value is at most 512 characters of A-Z a-z 0-9 - . _ ~ : / ? # & = ,', `${GUIDE}aws-api-gateway-stage-variables-reference.html`,
    (name: string, value: string, why: string) => ({
      what: `stage variable ${quote(name)} has the value ${quote(value)}: ${why}`,
      remedy: 'use at most 512 of the characters A-Z a-z 0-9 - . _ ~ : / ? # & = ,',
    })),
  TooManyVariables: define('A stage has at most 100 variables.', LIMITS,
    (count: number) => ({ what: `the stage has ${count} variables, and at most 100 are allowed`, remedy: 'keep settings of this number in the functions or in Parameter Store' })),
  UndefinedVariable: define('A stage variable that a route uses is defined on every stage.', `${GUIDE}stage-variables.html`,
    (stage: string, variable: string, routeKeys: string[]) => ({
      what: `stage ${quote(stage)} does not define the variable ${quote(variable)} that ${routeKeys.map(quote).join(', ')} use${routeKeys.length === 1 ? 's' : ''}`,
      remedy: `add it: variables: { ${variable}: … }`,
    })),
  ReservedVariable: define('The variable lambdaAlias selects the alias that a stage invokes.', `${GUIDE}stage-variables.html`,
    (name: string) => ({ what: `the stage variable ${quote(name)} is set by Stagecraft itself`, remedy: 'choose the alias with aliasName, or use another variable' })),
  AliasName: define('A Lambda alias is named with 1 to 128 letters, digits, hyphens and underscores, not digits alone.', 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html',
    (stage: string, name: string) => ({
      what: `stage ${quote(stage)} would invoke the alias ${quote(name)}, a name that Lambda refuses`,
      remedy: 'set aliasName to 1 to 128 letters, digits, "-" and "_", with at least one that is no digit',
    })),
  AliasVersion: define('An alias points at one version.', 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html',
    (stage: string, alias: string, handler: string, version: string, otherwise: string) => ({
      what: `stage ${quote(stage)} binds the alias ${quote(alias)} of ${handler} to ${version}, but ${otherwise}`,
      remedy: 'set aliasName to a name of its own for one of them',
    })),
  CrossAccountHandler: define('A function that follows its stage is in the API\'s account and Region.', `${GUIDE}stage-variables.html`,
    (handler: string, environment: string, apiEnvironment: string) => ({
      what: `${handler} is in ${environment} and the API in ${apiEnvironment}: a stage variable can only choose aliases of functions beside the API`,
      remedy: 'pass one of its aliases instead, imported with Function.fromFunctionAttributes()',
    })),
  Throttle: define('A throttle is a rate of 0 or more requests a second and a whole burst of 0 or more.', `${GUIDE}api-gateway-request-throttling.html`,
    (stage: string, setting: string, value: number) => ({ what: `stage ${quote(stage)} has a ${setting} of ${value}`, remedy: 'use 0 or more (a burst in whole requests)' })),
  ThrottleAboveQuota: define('An account serves 10,000 requests a second, with bursts of 5,000, unless the quota is raised.', `${GUIDE}api-gateway-request-throttling.html`,
    (stage: string, setting: string, value: number) => ({
      what: `stage ${quote(stage)} has a ${setting} of ${value}, above the default quota of a whole account`,
      remedy: 'raise the account\'s quota as well, or lower the throttle',
    })),
  AccessLogFormat: define('An access log format is one line of at most 3 KB with $context.requestId or $context.extendedRequestId in it.', `${GUIDE}set-up-logging.html`,
    (stage: string, format: string, why: string) => ({
      what: `stage ${quote(stage)} has the access log format ${quote(format.length > 80 ? `${format.slice(0, 80)}…` : format)}: ${why}`,
      remedy: 'write one line of at most 3 KB, with $context variables only, "$context.requestId" among them',
    })),

  // The API
  ApiName: define('An API name is 1 to 128 characters.', `${GUIDE}how-to-create-api.html`,
    (name: string) => ({ what: `${quote(name)} is not an API name`, remedy: 'use 1 to 128 characters' })),
  Description: define('A description is 1 to 1024 characters.', LIMITS,
    (length: number) => ({ what: `the description has ${length} characters`, remedy: 'leave it out, or use 1 to 1024' })),
  CompressionSize: define('A minimum compression size is 0 to 10 MiB.', `${GUIDE}api-gateway-enable-compression.html`,
    (bytes: number) => ({ what: `the minimum compression size is ${bytes} bytes`, remedy: 'use 0 to 10485760 bytes' })),
  BinaryMediaType: define('A binary media type is type/subtype, where either may be *.', `${GUIDE}api-gateway-payload-encodings-configure-with-console.html`,
    (mediaType: string) => ({ what: `${quote(mediaType)} is not a media type`, remedy: 'write it like "image/png" or "*/*"' })),
  Tag: define('A tag has a key of 1 to 128 characters that does not begin with aws: and a value of at most 256.', `${GUIDE}apigateway-tagging-supported-resources.html`,
    (key: string, value: string, why: string) => ({ what: `the tag ${quote(key)} = ${quote(value)} ${why}`, remedy: 'use a key of 1 to 128 and a value of at most 256 letters, digits, spaces and + - = . _ : / @' })),
  TooManyTags: define('A resource has at most 50 tags.', `${GUIDE}apigateway-tagging-supported-resources.html`,
    (count: number) => ({ what: `the API has ${count} tags, and at most 50 are allowed`, remedy: 'keep to 50' })),
  DocumentTooLarge: define('A template is at most 1 MB.', 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
    (bytes: number, routes: number) => ({
      what: `the document of this API has ${bytes} characters (${routes} routes), and a whole template at most 1000000`,
      remedy: 'split the API in two, mapped to base paths of one domain',
    })),

  ...RELEASE_PROBLEMS,
};

/** The code of a problem: stable, and fit to search for. */
export type ProblemCode = keyof typeof PROBLEMS;

type ProblemArgs<Code extends ProblemCode> = Parameters<(typeof PROBLEMS)[Code]['text']>;

/** Where checks put what they find. */
export interface ProblemReport {
  /** Refuses the app at synthesis, together with every other problem in it. */
  add<Code extends ProblemCode>(code: Code, ...args: ProblemArgs<Code>): void;
  /** Warns: allowed, but seldom meant. */
  warn<Code extends ProblemCode>(code: Code, ...args: ProblemArgs<Code>): void;
}

/** The problems of one construct; synthesis fails with all of them, those of every other construct beside them. */
export class Problems implements ProblemReport {
  private readonly found = new Set<string>();

  /**
   * @param scope the construct that the problems are reported for
   * @param atSynthesis checks that need the finished construct; they run once, before the problems are listed
   */
  constructor(private readonly scope: Construct, atSynthesis: (problems: ProblemReport) => void) {
    scope.node.addValidation({
      validate: () => {
        atSynthesis(this);
        return [...this.found];
      },
    });
  }

  public add<Code extends ProblemCode>(code: Code, ...args: ProblemArgs<Code>): void {
    this.found.add(`${code}: ${sentence(code, args)}`);
  }

  public warn<Code extends ProblemCode>(code: Code, ...args: ProblemArgs<Code>): void {
    Annotations.of(this.scope).addWarningV2(`stagecraft:${code}`, sentence(code, args));
  }
}

function sentence<Code extends ProblemCode>(code: Code, args: ProblemArgs<Code>): string {
  const text = PROBLEMS[code].text as (...values: ProblemArgs<Code>) => ProblemText;
  return sentenceOf(text(...args));
}
