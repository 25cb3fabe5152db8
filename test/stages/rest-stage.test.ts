import { type App, aws_apigateway as apigateway, aws_logs as logs, Stack } from 'aws-cdk-lib';
import { AccessLog, CloudWatchRole, ExecutionLogLevel, Integration, RestStage, type StageOptions } from '../../src';
import { testApi, testFunction, testStack } from '../support/apps';
import { onlyResource, problemsOf, resourcesOf, synthesize, warningsOf } from '../support/synthesize';

const STAGE = 'AWS::ApiGateway::Stage';

function apiWithStage(options?: StageOptions, stageName = 'dev') {
  const stack = testStack();
  const api = testApi(stack);
  api.addRoute('GET /a', Integration.mock());
  return { stack, api, stage: api.addStage(stageName, options) };
}

const stageOf = (options?: StageOptions) => onlyResource(synthesize(apiWithStage(options).stack), STAGE).Properties;
const findings = (options: StageOptions, stageName?: string) => {
  const { stack } = apiWithStage(options, stageName);
  const problems = problemsOf(stack);
  return problems.length > 0 ? problems : warningsOf(stack);
};

describe('the default stage', () => {
  test('is traced, logs its errors, and says what is off', () => {
    const { AccessLogSetting, ...properties } = stageOf();
    expect(properties).toEqual({
      RestApiId: { Ref: 'OrdersA9B65338' },
      StageName: 'dev',
      DeploymentId: { Ref: expect.stringMatching(/^OrdersDeployment/) },
      Variables: {},
      CacheClusterEnabled: false,
      TracingEnabled: true,
      MethodSettings: [{
        ResourcePath: '/*', HttpMethod: '*', LoggingLevel: 'ERROR', DataTraceEnabled: false, MetricsEnabled: false, CachingEnabled: false,
      }],
    });
  });

  test('writes one line of JSON for each call to a log group of its own that keeps it for three months', () => {
    const template = synthesize(apiWithStage().stack);
    const [[id, group]] = Object.entries(resourcesOf(template, 'AWS::Logs::LogGroup'));
    const { DestinationArn, Format } = onlyResource(template, STAGE).Properties.AccessLogSetting;
    expect(group).toMatchObject({ Properties: { RetentionInDays: 90 }, DeletionPolicy: 'Retain' });
    expect(DestinationArn).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':log-group:', { Ref: id }]],
    });
    expect(JSON.parse(Format)).toMatchObject({ 'requestId': '$context.requestId', 'status': '$context.status', 'error.message': '$context.error.message' });
    expect(Format).not.toContain('\n');
  });
});

test('every setting', () => {
  expect(stageOf({
    description: 'For developers',
    variables: { host: 'a.example', empty: '' },
    throttle: { rateLimit: 2.5, burstLimit: 5 },
    executionLog: ExecutionLogLevel.INFO,
    accessLog: AccessLog.none(),
    tracing: false,
    metrics: true,
  })).toMatchObject({
    Description: 'For developers',
    Variables: { host: 'a.example', empty: '' },
    TracingEnabled: false,
    MethodSettings: [{ LoggingLevel: 'INFO', MetricsEnabled: true, ThrottlingRateLimit: 2.5, ThrottlingBurstLimit: 5 }],
  });
});

test('a given log group, format and retention', () => {
  const accessLog = AccessLog.toNewLogGroup({ retention: logs.RetentionDays.ONE_DAY, format: apigateway.AccessLogFormat.clf() });
  const { stack, api } = apiWithStage({ accessLog });
  const logGroup = logs.LogGroup.fromLogGroupName(stack, 'Given', 'given');
  api.addStage('prod', { accessLog: AccessLog.toLogGroup(logGroup) });
  const template = synthesize(stack);
  expect(onlyResource(template, 'AWS::Logs::LogGroup').Properties).toEqual({ RetentionInDays: 1 });
  const [dev, prod] = Object.values(resourcesOf(template, STAGE)).map(({ Properties }) => Properties.AccessLogSetting);
  expect(dev.Format).toBe(apigateway.AccessLogFormat.clf().toString());
  expect(prod.DestinationArn['Fn::Join'][1].at(-1)).toBe(':log-group:given');
});

describe('the permission to write logs', () => {
  const role = 'Custom::ApiGatewayLogRole';

  test('is seen to once in a stack, before any stage that logs', () => {
    const { stack, api } = apiWithStage();
    api.addStage('prod');
    const template = synthesize(stack);
    const [id, ...others] = Object.keys(resourcesOf(template, role));
    expect(others).toEqual([]);
    for (const stage of Object.values(resourcesOf(template, STAGE))) expect(stage.DependsOn).toEqual([id]);
  });

  test('names what it may do, and where', () => {
    const statements = onlyResource(synthesize(apiWithStage().stack), 'AWS::IAM::Role').Properties.Policies[0].PolicyDocument.Statement;
    expect(statements.map(({ Action }: any) => Action)).toEqual([
      ['apigateway:GET', 'apigateway:PATCH'], ['iam:CreateRole', 'iam:GetRole', 'iam:PassRole'], 'iam:AttachRolePolicy',
    ]);
    expect(JSON.stringify(statements)).not.toContain('*');
  });

  test('is left alone where nothing is logged', () => {
    const { stack } = apiWithStage({ accessLog: AccessLog.none(), executionLog: ExecutionLogLevel.OFF });
    expect(resourcesOf(synthesize(stack), role)).toEqual({});
  });

  test('is left alone where the account has it', () => {
    const stack = testStack();
    const api = testApi(stack, { cloudWatchRole: CloudWatchRole.existing() });
    api.addRoute('GET /a', Integration.mock());
    api.addStage('dev');
    expect(Object.values(synthesize(stack).Resources).map(({ Type }) => Type).sort()).toEqual([
      'AWS::ApiGateway::Deployment', 'AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Stage', 'AWS::Logs::LogGroup',
    ]);
  });
});

describe('what API Gateway refuses', () => {
  const name = 'Remedy: use 1 to 128 letters, digits, "-" and "_".';
  const value = 'Remedy: use at most 512 of the characters A-Z a-z 0-9 - . _ ~ : / ? # & = ,.';
  const format = 'Remedy: write one line of at most 3 KB, with $context variables only, "$context.requestId" among them.';
  const custom = (text: string) => ({ accessLog: AccessLog.toNewLogGroup({ format: apigateway.AccessLogFormat.custom(text) }) });

  test.each<[string, StageOptions, string[]]>([
    ['a description', { description: '' }, ['Description: the description has 0 characters. Remedy: leave it out, or use 1 to 1024.']],
    ['a variable name', { variables: { 'a-b': 'x' } }, ['VariableName: "a-b" is not a name for a stage variable. Remedy: use 1 to 64 letters, digits and "_".']],
    ['a long variable name', { variables: { ['x'.repeat(65)]: 'x' } }, [`VariableName: "${'x'.repeat(65)}" is not a name for a stage variable. Remedy: use 1 to 64 letters, digits and "_".`]],
    ['a character of a value', { variables: { a: 'x y' } }, [`VariableValue: stage variable "a" has the value "x y": the character " " is not allowed. ${value}`]],
    ['braces in a value', { variables: { a: '{"x":1}' } }, [`VariableValue: stage variable "a" has the value "{\\"x\\":1}": the character "{" is not allowed. ${value}`]],
    ['a long value', { variables: { a: 'x'.repeat(513) } }, [`VariableValue: stage variable "a" has the value "${'x'.repeat(40)}…": it has 513 characters. ${value}`]],
    ['too many variables', { variables: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`v${i}`, 'x'])) },
      ['TooManyVariables: the stage has 101 variables, and at most 100 are allowed. Remedy: keep settings of this number in the functions or in Parameter Store.']],
    ['the variable of the alias', { variables: { lambdaAlias: 'x' } },
      ['ReservedVariable: the stage variable "lambdaAlias" is set by Stagecraft itself. Remedy: choose the alias with aliasName, or use another variable.']],
    ['a negative throttle', { throttle: { rateLimit: -1, burstLimit: -5 } }, [
      'Throttle: stage "dev" has a throttle.rateLimit of -1. Remedy: use 0 or more (a burst in whole requests).',
      'Throttle: stage "dev" has a throttle.burstLimit of -5. Remedy: use 0 or more (a burst in whole requests).',
    ]],
    ['half a request', { throttle: { burstLimit: 1.5 } }, ['Throttle: stage "dev" has a throttle.burstLimit of 1.5. Remedy: use 0 or more (a burst in whole requests).']],
    ['no number', { throttle: { rateLimit: NaN } }, ['Throttle: stage "dev" has a throttle.rateLimit of NaN. Remedy: use 0 or more (a burst in whole requests).']],
    ['a format without a request id', custom('$context.status'),
      [`AccessLogFormat: stage "dev" has the access log format "$context.status": neither $context.requestId nor $context.extendedRequestId is in it. ${format}`]],
    ['a format with a like-named variable', custom('$context.requestIdentity'),
      [`AccessLogFormat: stage "dev" has the access log format "$context.requestIdentity": neither $context.requestId nor $context.extendedRequestId is in it. ${format}`]],
    ['a format of two lines', custom('$context.requestId\n$context.status'),
      [`AccessLogFormat: stage "dev" has the access log format "$context.requestId\\n$context.status": it has more than one line. ${format}`]],
    ['a format with other variables', custom('$context.requestId $input.body'),
      [`AccessLogFormat: stage "dev" has the access log format "$context.requestId $input.body": $input.body is no $context variable. ${format}`]],
    ['a long format', custom(`$context.requestId ${'x'.repeat(3060)}`),
      [`AccessLogFormat: stage "dev" has the access log format "$context.requestId ${'x'.repeat(61)}…": it has 3079 bytes. ${format}`]],
  ])('%s', (_, options, want) => {
    expect(findings(options)).toEqual(want.map((text) => `[Shop/Orders/dev] ${text}`));
  });

  test.each([['a b'], [''], ['x'.repeat(129)], ['$default']])('the stage name %j', (stageName) => {
    expect(findings({}, stageName)).toEqual([expect.stringMatching(/^\[Shop\/Orders\/.*\] StageName: /)]);
    expect(findings({}, stageName)[0]).toContain(`StageName: ${JSON.stringify(stageName)} is not a stage name. ${name}`);
  });

  test('a stage twice', () => {
    const { stack, api } = apiWithStage();
    api.addStage('dev');
    expect(problemsOf(stack)).toEqual(['[Shop/Orders] DuplicateStage: stage "dev" is added twice. Remedy: remove one of the two, or give it another name.']);
  });

  test('a stage in another stack', () => {
    const { stack, api } = apiWithStage();
    new RestStage(new Stack(stack.node.root as App, 'Elsewhere'), 'Prod', { api, stageName: 'prod' });
    expect(problemsOf(stack)).toEqual([
      '[Elsewhere/Prod] StageElsewhere: stage "prod" is in the stack "Elsewhere" and its API in "Shop": every deployment would be an export in use, '
      + 'which CloudFormation does not change. Remedy: add the stage with addStage(), or give it a scope in the API\'s stack.',
    ]);
  });

  test('a stage named like a construct of the API is none of that', () => {
    const { stack, api } = apiWithStage();
    api.addStage('Resource');
    expect(problemsOf(stack)).toEqual([]);
  });

  test('a throttle above the quota is a warning', () => {
    expect(findings({ throttle: { rateLimit: 10_001, burstLimit: 5_001 } }).sort()).toEqual([
      '[Shop/Orders/dev] stage "dev" has a throttle.burstLimit of 5001, above the default quota of a whole account. '
      + 'Remedy: raise the account\'s quota as well, or lower the throttle. [ack: stagecraft:ThrottleAboveQuota]',
      '[Shop/Orders/dev] stage "dev" has a throttle.rateLimit of 10001, above the default quota of a whole account. '
      + 'Remedy: raise the account\'s quota as well, or lower the throttle. [ack: stagecraft:ThrottleAboveQuota]',
    ]);
  });
});

describe('stage variables that routes use', () => {
  test('are defined on every stage', () => {
    const stack = testStack();
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.httpProxy('https://${stageVariables.host}/'));
    api.addRoute('GET /b', Integration.httpProxy('https://${stageVariables.host}/${stageVariables.path}'));
    api.addStage('dev', { variables: { host: 'a.example', path: 'x' } });
    api.addStage('test', { variables: { path: 'x' } });
    api.addStage('prod', { variables: { host: 'a.example' } });
    expect(problemsOf(stack)).toEqual([
      '[Shop/Orders/test] UndefinedVariable: stage "test" does not define the variable "host" that "GET /a", "GET /b" use. Remedy: add it: variables: { host: … }.',
      '[Shop/Orders/prod] UndefinedVariable: stage "prod" does not define the variable "path" that "GET /b" uses. Remedy: add it: variables: { path: … }.',
    ]);
  });

  test('may be added after the stage, and more than the routes use may be defined', () => {
    const { stack, api } = apiWithStage({ variables: { host: 'a.example', other: 'x' } });
    api.addRoute('GET /b', Integration.httpProxy('https://${stageVariables.host}/'));
    expect(problemsOf(stack)).toEqual([]);
  });
});

test('the alias variable is there when a function follows the stage, and only then', () => {
  const stack = testStack();
  const api = testApi(stack);
  api.addStage('dev');
  api.addRoute('GET /a', Integration.lambdaFunction(testFunction(stack).addAlias('live')));
  expect(onlyResource(synthesize(stack), STAGE).Properties.Variables).toEqual({});

  const following = testStack();
  const second = testApi(following);
  second.addStage('dev', { aliasName: 'live' });
  second.addRoute('GET /a', Integration.lambdaFunction(testFunction(following)));
  expect(onlyResource(synthesize(following), STAGE).Properties.Variables).toEqual({ lambdaAlias: 'live' });
});

test('its URL and ARN', () => {
  const { stack, stage } = apiWithStage();
  const id = { Ref: 'OrdersA9B65338' };
  const name = { Ref: 'OrdersdevC6760DE8' };
  expect(stack.resolve(stage.url)).toEqual({
    'Fn::Join': ['', ['https://', id, '.execute-api.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, '/', name, '/']],
  });
  expect(stack.resolve(stage.urlForPath('/orders'))['Fn::Join'][1].at(-1)).toBe('/orders');
  expect(stack.resolve(stage.stageArn)).toEqual({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':apigateway:', { Ref: 'AWS::Region' }, '::/restapis/', id, '/stages/', name]],
  });
});
