import { App } from 'aws-cdk-lib';
import { OrdersStack } from '../../../../examples/orders/orders-stack';
import { readApp, saidOf } from '../support/cdk';

test('the order service', () => {
  const app = new App({ treeMetadata: false, analyticsReporting: false, context: { 'aws:cdk:bundling-stacks': [] } });
  new OrdersStack(app, 'Orders');
  const model = readApp(app);
  expect(saidOf(model)).toEqual([]);

  const [{ definition: { methods }, stages, deployments }] = model.rest;
  expect(methods.map(({ httpMethod, path, authorizationType, integration }) => `${httpMethod} ${path} ${authorizationType} ${integration?.type}`)).toEqual([
    'GET /health NONE MOCK',
    'GET /orders AWS_IAM AWS_PROXY',
    'POST /orders AWS_IAM AWS_PROXY',
    'GET /orders/{orderId} AWS_IAM AWS_PROXY',
    'GET /rates AWS_IAM HTTP_PROXY',
  ]);
  expect(stages.map(({ name, deploymentId, variables: { ratesHost, lambdaAlias } }) => [name, deploymentId, ratesHost, lambdaAlias])).toEqual([
    ['dev', Object.keys(deployments)[0], 'rates.dev.example.com', 'dev'],
    ['prod', Object.keys(deployments)[0], 'rates.example.com', 'prod'],
  ]);

  const list = model.lambda.functions.find(({ source }) => source.constructPath === 'Orders/ListOrders/Resource')!;
  expect(list).toMatchObject({ runtime: 'nodejs24.x', handler: 'index.handler', environment: { TABLE_NAME: expect.stringMatching(/^Orders-Table/) }, code: { kind: 'directory' } });
  expect(methods[1].integration?.uri).toContain(`functions/${list.arn}:\${stageVariables.lambdaAlias}/invocations`);
  expect(model.lambda.aliases.filter(({ functionArn }) => functionArn === list.arn).map(({ name }) => name)).toEqual(['dev', 'prod']);
});
