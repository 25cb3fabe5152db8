import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetAccountCommand, UpdateAccountCommand } from '@aws-sdk/client-api-gateway';
import { AttachRolePolicyCommand, CreateRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam';

// Plain JavaScript, deployed as it is.
const { handler } = jest.requireActual<{ handler: (event: object, context: object) => Promise<void> }>('../handlers/cloudwatch-role');

const ROLE = 'stagecraft-apigateway-logs-eu-west-1';
const ROLE_ARN = `arn:aws:iam::111122223333:role/${ROLE}`;
const POLICY_ARN = 'arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs';

/** What the service answers where it refuses. */
class Refusal extends Error {
  constructor(public readonly name: string, message = 'no') {
    super(message);
  }
}

/** The account's settings in API Gateway, which take a new role only after some refusals. */
class FakeApiGateway {
  public readonly calls: object[] = [];
  public refusals: Refusal[] = [];

  constructor(public cloudwatchRoleArn?: string) {}

  public async send(command: object): Promise<object> {
    this.calls.push(command);
    if (command instanceof UpdateAccountCommand) {
      const refusal = this.refusals.shift();
      if (refusal) throw refusal;
      const [{ op, path, value } = {}] = command.input.patchOperations ?? [];
      expect([op, path]).toEqual(['replace', '/cloudwatchRoleArn']);
      this.cloudwatchRoleArn = value;
    } else {
      expect(command).toBeInstanceOf(GetAccountCommand);
    }
    return { cloudwatchRoleArn: this.cloudwatchRoleArn };
  }
}

/** The roles of the account, with the service that may assume them and the policies attached to them. */
class FakeIam {
  public readonly calls: object[] = [];
  public readonly roles = new Map<string | undefined, { readonly service: string; readonly policies: (string | undefined)[] }>();
  public refusal?: Refusal;

  public async send(command: object): Promise<object> {
    this.calls.push(command);
    if (this.refusal) throw this.refusal;
    if (command instanceof CreateRoleCommand) {
      const { RoleName, AssumeRolePolicyDocument = '' } = command.input;
      if (this.roles.has(RoleName)) throw new Refusal('EntityAlreadyExistsException');
      this.roles.set(RoleName, { service: JSON.parse(AssumeRolePolicyDocument).Statement[0].Principal.Service, policies: [] });
      return { Role: { Arn: `arn:aws:iam::111122223333:role/${RoleName}` } };
    }
    if (command instanceof GetRoleCommand) {
      return { Role: { Arn: `arn:aws:iam::111122223333:role/${command.input.RoleName}` } };
    }
    expect(command).toBeInstanceOf(AttachRolePolicyCommand);
    const { RoleName, PolicyArn } = (command as AttachRolePolicyCommand).input;
    this.roles.get(RoleName)?.policies.push(PolicyArn);
    return {};
  }
}

let mockGateway: FakeApiGateway;
let mockIam: FakeIam;
jest.mock('@aws-sdk/client-api-gateway', () => ({
  ...jest.requireActual('@aws-sdk/client-api-gateway'),
  APIGatewayClient: jest.fn(() => mockGateway),
}));
jest.mock('@aws-sdk/client-iam', () => ({
  ...jest.requireActual('@aws-sdk/client-iam'),
  IAMClient: jest.fn(() => mockIam),
}));

/** CloudFormation, waiting for the answer of a custom resource. */
class FakeCloudFormation {
  public readonly answers: { method?: string; contentType?: string; body: Record<string, string> }[] = [];
  private readonly server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => { text += chunk; });
    request.on('end', () => {
      this.answers.push({ method: request.method, contentType: request.headers['content-type'], body: JSON.parse(text) });
      response.end();
    });
  });

  /** Sends an event to the handler; gives the answer. */
  public async send(requestType: string, event: object = {}, partition = 'aws'): Promise<Record<string, string>> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    await handler({
      RequestType: requestType,
      StackId: 'the-stack',
      RequestId: 'the-request',
      LogicalResourceId: 'TheRole',
      ResponseURL: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/answer?signed=yes`,
      ResourceProperties: { roleName: ROLE },
      ...event,
    }, { invokedFunctionArn: `arn:${partition}:lambda:eu-west-1:111122223333:function:ensure` });
    await new Promise((resolve) => this.server.close(resolve));
    // A presigned URL takes the body with the content type that it was signed for: none.
    expect(this.answers).toEqual([{ method: 'PUT', contentType: '', body: expect.anything() }]);
    return this.answers[0].body;
  }
}

const SUCCESS = {
  Status: 'SUCCESS',
  StackId: 'the-stack',
  RequestId: 'the-request',
  LogicalResourceId: 'TheRole',
  PhysicalResourceId: ROLE,
};

let cloudFormation: FakeCloudFormation;
beforeEach(() => {
  process.env.RETRY_MILLIS = '1';
  mockGateway = new FakeApiGateway();
  mockIam = new FakeIam();
  cloudFormation = new FakeCloudFormation();
});
afterEach(() => {
  delete process.env.RETRY_MILLIS;
});

test('an account without a role gets one that API Gateway may assume and that may write logs', async () => {
  expect(await cloudFormation.send('Create')).toEqual(SUCCESS);
  expect(Object.fromEntries(mockIam.roles)).toEqual({ [ROLE]: { service: 'apigateway.amazonaws.com', policies: [POLICY_ARN] } });
  expect(mockGateway.cloudwatchRoleArn).toBe(ROLE_ARN);
});

test.each(['Create', 'Update'])('a role that the account has is left alone on %s', async (requestType) => {
  mockGateway = new FakeApiGateway('arn:aws:iam::111122223333:role/set-by-somebody-else');
  expect(await cloudFormation.send(requestType)).toEqual(SUCCESS);
  expect(mockIam.calls).toEqual([]);
  expect(mockGateway.calls).toEqual([expect.any(GetAccountCommand)]);
});

test('a role of the name that exists already is used', async () => {
  mockIam.roles.set(ROLE, { service: 'apigateway.amazonaws.com', policies: [] });
  expect(await cloudFormation.send('Create')).toEqual(SUCCESS);
  expect(mockIam.roles.get(ROLE)?.policies).toEqual([POLICY_ARN]);
  expect(mockGateway.cloudwatchRoleArn).toBe(ROLE_ARN);
});

test('in China the policy is that of its partition', async () => {
  await cloudFormation.send('Create', {}, 'aws-cn');
  expect(mockIam.roles.get(ROLE)?.policies).toEqual(['arn:aws-cn:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs']);
});

test('a role that API Gateway does not know yet is offered again', async () => {
  mockGateway.refusals = Array.from({ length: 9 }, () => new Refusal('BadRequestException'));
  expect(await cloudFormation.send('Create')).toEqual(SUCCESS);
  expect(mockGateway.cloudwatchRoleArn).toBe(ROLE_ARN);
});

test('a role that API Gateway goes on refusing fails the deployment with its reason', async () => {
  mockGateway.refusals = Array.from({ length: 20 }, () => new Refusal('BadRequestException', 'The role ARN does not have required permissions'));
  expect(await cloudFormation.send('Create')).toEqual({
    ...SUCCESS,
    Status: 'FAILED',
    Reason: expect.stringMatching(/^BadRequestException: The role ARN does not have required permissions\. .*CloudWatchRole/),
  });
  expect(mockGateway.cloudwatchRoleArn).toBeUndefined();
});

test('another refusal of API Gateway fails the deployment at once', async () => {
  mockGateway.refusals = [new Refusal('UnauthorizedException', 'not you')];
  expect(await cloudFormation.send('Create')).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('UnauthorizedException: not you') });
  expect(mockGateway.cloudwatchRoleArn).toBeUndefined();
});

test('a refusal of IAM fails the deployment', async () => {
  mockIam.refusal = new Refusal('AccessDenied', 'not here');
  expect(await cloudFormation.send('Create')).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('AccessDenied: not here') });
  expect(mockGateway.cloudwatchRoleArn).toBeUndefined();
});

test('what is deleted leaves the account its role, without a look at it', async () => {
  mockGateway = new FakeApiGateway(ROLE_ARN);
  expect(await cloudFormation.send('Delete', { PhysicalResourceId: 'as-it-was' })).toEqual({ ...SUCCESS, PhysicalResourceId: 'as-it-was' });
  expect([...mockGateway.calls, ...mockIam.calls]).toEqual([]);
});
