import * as path from 'node:path';
import { aws_dynamodb as dynamodb, aws_lambda as lambda, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { Authorizer, Integration, RestApi } from 'cdk-stagecraft';

/** An order service: three functions over a table, exchange rates from a partner, and two stages. */
export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'orderId', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    const list = this.handler('ListOrders', 'list-orders.ts', table);
    const get = this.handler('GetOrder', 'get-order.ts', table);
    const create = this.handler('CreateOrder', 'create-order.ts', table);
    table.grantReadData(list);
    table.grantReadData(get);
    table.grantWriteData(create);

    const api = new RestApi(this, 'Api', { restApiName: 'Orders', authorizer: Authorizer.iam() });
    api.addRoute('GET /orders', Integration.lambdaFunction(list));
    api.addRoute('POST /orders', Integration.lambdaFunction(create));
    api.addRoute('GET /orders/{orderId}', Integration.lambdaFunction(get));
    api.addRoute('GET /rates', Integration.httpProxy('https://${stageVariables.ratesHost}/v1/rates'));
    api.addRoute('GET /health', Integration.mock({ body: { ok: true } }), { authorizer: Authorizer.none() });

    const dev = api.addStage('dev', { variables: { ratesHost: 'rates.dev.example.com' } });
    const prod = api.addStage('prod', {
      variables: { ratesHost: 'rates.example.com' },
      throttle: { rateLimit: 500, burstLimit: 200 },
    });

    new CfnOutput(this, 'DevUrl', { value: dev.url });
    new CfnOutput(this, 'ProdUrl', { value: prod.url });

    acknowledge(this, 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]', 'The functions log with the managed policy made for that.');
    acknowledge(dev, 'AwsSolutions-APIG3', 'Only signed calls get past the authorizer; a web ACL is not worth its price here.');
    acknowledge(prod, 'AwsSolutions-APIG3', 'Only signed calls get past the authorizer; a web ACL is not worth its price here.');
  }

  private handler(id: string, file: string, table: dynamodb.ITable): lambda.Function {
    return new NodejsFunction(this, id, {
      entry: path.join(__dirname, 'handlers', file),
      runtime: lambda.Runtime.NODEJS_24_X,
      environment: { TABLE_NAME: table.tableName },
    });
  }
}
