import { App, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import type { GatewayModel } from '../../src/model/gateway';
import { readGateway } from '../../src/read';

/** An app whose synthesis is gone with the process. */
export function testApp(): App {
  return new App({ treeMetadata: false, analyticsReporting: false });
}

/** The model of an app of one stack. */
export function readStack(build: (stack: Stack) => void): GatewayModel {
  const app = testApp();
  build(new Stack(app, 'Shop'));
  return readApp(app);
}

export function readApp(app: App): GatewayModel {
  return readGateway({ assembly: app.synth().directory, region: 'eu-west-1' });
}

export function testFunction(stack: Stack, id = 'List'): lambda.Function {
  return new lambda.Function(stack, id, { functionName: id.toLowerCase(), runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('code') });
}

/** Codes with the constructs that they are about. */
export function saidOf({ diagnostics }: GatewayModel): string[] {
  return diagnostics.map(({ code, where }) => `${code} ${where.constructPath} ${where.property}`);
}
