import * as path from 'node:path';
import { aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Authorizer, Integration, ReleaseLedger, RestApi, StageRelease } from 'cdk-stagecraft';

/** A shop: colleagues preview what was merged last, customers get what was released. */
export class ShopStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const api = new RestApi(this, 'Orders', { authorizer: Authorizer.iam(), releases: ReleaseLedger.fromFile('releases.json') });
    api.addRoute('GET /orders', Integration.lambdaFunction(this.handler('List', 'list')));
    api.addRoute('GET /orders/{orderId}', Integration.lambdaFunction(this.handler('Get', 'get')));
    api.addRoute('GET /rates', Integration.httpProxy('https://${stageVariables.ratesHost}/v1/rates'));

    api.addStage('preview', { variables: { ratesHost: 'rates.example.com' } });
    api.addStage('live', { variables: { ratesHost: 'rates.example.com' }, serves: StageRelease.fromLedger() });
  }

  private handler(id: string, folder: string): lambda.Function {
    return new lambda.Function(this, id, {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(path.join(__dirname, 'handlers', folder)),
    });
  }
}
