import { App, Aws, aws_apigateway as apigateway, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { type BenchRoute, benchRoutes } from './routes';
import { Authorizer, Integration, RestApi } from 'cdk-stagecraft';

/** A function and its role. */
export const RESOURCES_PER_FUNCTION = 2;

/** Adds an API with these routes, answered by these functions in turn, and one stage, `prod`. */
type Contestant = (stack: Stack, routes: BenchRoute[], functions: lambda.Function[]) => void;

/** What is compared, by the name it has in the results. */
export const CONTESTANTS = {
  stagecraft: (stack, routes, functions) => addStagecraft(stack, routes, functions, ['prod']),
  cdk: addCdk,
  literal: addLiteral,
} satisfies Record<string, Contestant>;

export type ContestantName = keyof typeof CONTESTANTS;

/** An app with one of the contestants in it, ready to be synthesized. */
export function benchApp(contestant: Contestant, size: { routes: number; functions: number }, outdir?: string): { app: App; stack: Stack } {
  // Zero is the CDK's own way to lift its limit of 500 resources in a stack; CloudFormation has no such way.
  const app = new App({ outdir, context: { '@aws-cdk/core:stackResourceLimit': 0 } });
  const stack = new Stack(app, 'Bench');
  const functions = Array.from({ length: size.functions }, (_, index) => new lambda.Function(stack, `Function${index}`, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
  }));
  contestant(stack, benchRoutes(size.routes), functions);
  return { app, stack };
}

export function addStagecraft(stack: Stack, routes: BenchRoute[], functions: lambda.Function[], stageNames: string[]): void {
  const integrations = functions.map((handler) => Integration.lambdaFunction(handler));
  const api = new RestApi(stack, 'Api', { authorizer: Authorizer.iam() });
  routes.forEach(({ method, path }, index) => api.addRoute(`${method} ${path}`, integrations[index % integrations.length]));
  for (const stageName of stageNames) api.addStage(stageName);
}

function addCdk(stack: Stack, routes: BenchRoute[], functions: lambda.Function[]): void {
  const integrations = functions.map((handler) => new apigateway.LambdaIntegration(handler));
  const api = new apigateway.RestApi(stack, 'Api', { defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM } });
  const resources = new Map<string, apigateway.IResource>([['', api.root]]);
  const resourceAt = (path: string): apigateway.IResource => {
    let resource = resources.get(path);
    if (!resource) {
      const end = path.lastIndexOf('/');
      resource = resourceAt(path.slice(0, end)).addResource(path.slice(end + 1));
      resources.set(path, resource);
    }
    return resource;
  };
  routes.forEach(({ method, path }, index) => resourceAt(path).addMethod(method, integrations[index % integrations.length]));
}

function addLiteral(stack: Stack, routes: BenchRoute[], functions: lambda.Function[]): void {
  const uris = functions.map(({ functionArn }) => {
    return `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
  });
  const paths: Record<string, Record<string, object>> = {};
  routes.forEach(({ method, path }, index) => {
    const variables = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    (paths[path] ??= {})[method.toLowerCase()] = {
      ...(variables.length > 0 && { parameters: variables.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })) }),
      'responses': {},
      'security': [{ sigv4: [] }],
      'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri: uris[index % uris.length] },
    };
  });
  const api = new apigateway.CfnRestApi(stack, 'Api', {
    name: 'Api',
    body: {
      openapi: '3.0.1',
      info: { title: 'Api', version: '1.0' },
      paths,
      components: {
        securitySchemes: { sigv4: { 'type': 'apiKey', 'name': 'Authorization', 'in': 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' } },
      },
    },
  });
  const deployment = new apigateway.CfnDeployment(stack, 'Deployment', { restApiId: api.ref });
  new apigateway.CfnStage(stack, 'Stage', { restApiId: api.ref, deploymentId: deployment.ref, stageName: 'prod' });
  functions.forEach(({ functionArn }, index) => new lambda.CfnPermission(stack, `Permission${index}`, {
    action: 'lambda:InvokeFunction',
    functionName: functionArn,
    principal: 'apigateway.amazonaws.com',
    sourceArn: `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${api.ref}/*`,
  }));
}
