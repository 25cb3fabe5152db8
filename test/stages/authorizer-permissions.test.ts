import { type App, ArnFormat, aws_iam as iam, aws_lambda as lambda, CfnParameter, Stack } from 'aws-cdk-lib';
import { Authorizer, Integration, type RestApi } from '../../src';
import { testApi, testApp, testFunction, testStack } from '../support/apps';
import { problemsOf, resourcesOf, synthesize, type SynthesizedTemplate } from '../support/synthesize';

const permissionsOf = (template: SynthesizedTemplate) => Object.values(resourcesOf(template, 'AWS::Lambda::Permission'))
  .map(({ Properties }) => [JSON.stringify(Properties.FunctionName), Properties.SourceArn['Fn::Join'][1].at(-1)]).sort();
const aliasesOf = (template: SynthesizedTemplate) => Object.values(resourcesOf(template, 'AWS::Lambda::Alias')).map(({ Properties }) => Properties.Name).sort();
const aliased = (name: string) => `{"Fn::Join":["",[{"Fn::GetAtt":["Gate8A8A9F53","Arn"]},":${name}"]]}`;

/** An API, in a stack of its own, with stages and routes that an authorizer guards. */
function guarded(authorizer: (stack: Stack) => Authorizer, stages: Record<string, string | undefined> = { dev: undefined, prod: undefined }) {
  const stack = testStack();
  const api = testApi(stack, { authorizer: authorizer(stack) });
  const names = Object.keys(stages);
  names.slice(1).forEach((name) => api.addStage(name, { aliasName: stages[name] }));
  for (const path of 'abc') api.addRoute(`GET /${path}`, Integration.mock());
  names.slice(0, 1).forEach((name) => api.addStage(name, { aliasName: stages[name] }));
  return stack;
}

const gate = (stack: Stack) => testFunction(stack, 'Gate');

test('a function follows its stages, and lets the authorizers of its API invoke each alias', () => {
  const template = synthesize(guarded((stack) => Authorizer.lambdaToken(gate(stack))));
  expect(aliasesOf(template)).toEqual(['dev', 'prod']);
  expect(permissionsOf(template)).toEqual([[expect.stringContaining(':dev'), '/authorizers/*'], [expect.stringContaining(':prod'), '/authorizers/*']]);
  for (const { Properties } of Object.values(resourcesOf(template, 'AWS::ApiGateway::Stage'))) {
    expect(Properties.Variables).toEqual({ lambdaAlias: Properties.StageName });
  }
});

test('stages with one alias name share the permission', () => {
  const template = synthesize(guarded((stack) => Authorizer.lambdaToken(gate(stack)), { dev: 'live', test: 'live', prod: undefined }));
  expect(permissionsOf(template)).toHaveLength(2);
});

test('a stage waits for the permission of its own alias', () => {
  const template = synthesize(guarded((stack) => Authorizer.lambdaToken(gate(stack))));
  const stages = Object.values(resourcesOf(template, 'AWS::ApiGateway::Stage'));
  const permissions = stages.map(({ DependsOn }) => DependsOn!.filter((id) => template.Resources[id].Type === 'AWS::Lambda::Permission'));
  expect(permissions).toEqual([[expect.stringContaining('Aliasprod')], [expect.stringContaining('Aliasdev')]]);
});

test('the order in which things are added shows nowhere', () => {
  const build = (steps: ((api: RestApi) => void)[]) => {
    const stack = testStack();
    const api = testApi(stack, { authorizer: Authorizer.lambdaToken(gate(stack)) });
    steps.forEach((step) => step(api));
    return synthesize(stack);
  };
  const steps = [(api: RestApi) => api.addStage('dev'), (api: RestApi) => api.addRoute('GET /a', Integration.mock()), (api: RestApi) => api.addStage('prod', { aliasName: 'dev' })];
  expect(build([...steps].reverse())).toEqual(build(steps));
});

test('a function that authorizes and answers has one alias and two permissions', () => {
  const stack = testStack();
  const handler = gate(stack);
  const api = testApi(stack, { authorizer: Authorizer.lambdaRequest(handler) });
  api.addRoute('GET /a', Integration.lambdaFunction(handler));
  api.addStage('dev');
  const template = synthesize(stack);
  expect(aliasesOf(template)).toEqual(['dev']);
  expect(permissionsOf(template).map(([, sourceArn]) => sourceArn)).toEqual(['/authorizers/*', '/dev/*']);
});

test('an alias, a version and an imported function are invoked as given, with one permission for all stages', () => {
  const stack = guarded((scope) => Authorizer.lambdaToken(gate(scope).addAlias('live')), { dev: undefined, prod: undefined, test: undefined });
  const template = synthesize(stack);
  expect(aliasesOf(template)).toEqual(['live']);
  expect(permissionsOf(template)).toEqual([[expect.stringContaining('GateAliaslive'), '/authorizers/*']]);
});

test('an imported function', () => {
  const template = synthesize(guarded((stack) => Authorizer.lambdaToken(lambda.Function.fromFunctionAttributes(stack, 'Gate', {
    functionArn: stack.formatArn({ service: 'lambda', resource: 'function', resourceName: 'gate', arnFormat: ArnFormat.COLON_RESOURCE_NAME }), sameEnvironment: true,
  }))));
  expect(permissionsOf(template)).toEqual([[expect.stringContaining(':function:gate"'), '/authorizers/*']]);
});

describe('a role', () => {
  const role = (scope: Stack) => new iam.Role(scope, 'Caller', { assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com') });
  const statementsOf = (template: SynthesizedTemplate) => Object.values(resourcesOf(template, 'AWS::IAM::Policy'))
    .map(({ Properties }) => [Properties.PolicyDocument.Statement, Properties.Roles]);

  test('may invoke the alias of each stage, and no permission is made', () => {
    const template = synthesize(guarded((stack) => Authorizer.lambdaToken(gate(stack), { role: role(stack) })));
    expect(permissionsOf(template)).toEqual([]);
    expect(statementsOf(template).map(([[statement], roles]) => [statement.Action, JSON.stringify(statement.Resource).replace(/Gate\w+/, 'Gate'), roles]).sort()).toEqual(['dev', 'prod'].map((name) => [
      'lambda:InvokeFunction', aliased(name).replace(/Gate\w+/, 'Gate'), [{ Ref: expect.stringContaining('Caller') }],
    ]));
  });

  test('of another stack is given its permission beside the API, so that no cycle forms', () => {
    const app = testApp();
    const roles = new Stack(app, 'Roles');
    const stack = new Stack(app, 'Shop');
    const api = testApi(stack, { authorizer: Authorizer.lambdaToken(gate(stack).currentVersion, { role: role(roles) }) });
    api.addRoute('GET /a', Integration.mock());
    api.addStage('dev');
    expect(statementsOf(synthesize(roles))).toEqual([]);
    expect(statementsOf(synthesize(stack))).toHaveLength(1);
  });
});

test('a stage whose name is a parameter has one alias for both uses', () => {
  const stack = testStack();
  const handler = gate(stack);
  const api = testApi(stack, { authorizer: Authorizer.lambdaToken(handler) });
  api.addRoute('GET /a', Integration.lambdaFunction(handler));
  api.addStage(new CfnParameter(stack, 'Environment', { default: 'dev' }).valueAsString);
  const template = synthesize(stack);
  expect(aliasesOf(template)).toEqual([{ Ref: 'Environment' }]);
  expect(permissionsOf(template).map(([, sourceArn]) => sourceArn)).toHaveLength(2);
});

test('a function of another account is a problem', () => {
  const app: App = testApp();
  const here = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
  const there = new Stack(app, 'There', { env: { account: '444455556666', region: 'eu-west-1' } });
  const api = testApi(here, { authorizer: Authorizer.lambdaToken(testFunction(there, 'Gate', { functionName: 'gate' })) });
  api.addRoute('GET /a', Integration.mock());
  api.addStage('dev');
  expect(problemsOf(here)).toEqual([expect.stringMatching(/^\[Shop\/Orders\/dev\] CrossAccountHandler: There\/Gate is in aws:\/\/444455556666\/eu-west-1/)]);
});
