// The example, deployed with the CDK's own command line to an emulator of AWS: CloudFormation takes the templates, and each update changes
// what it should and nothing else. What happens at a call is not tested here, because the emulator does not replace stage variables in the
// URI of a function and has no canaries. Nor does it check IAM policies, or refuse a role that is too new, as API Gateway does.
import { GetAccountCommand, UpdateAccountCommand } from '@aws-sdk/client-api-gateway';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetRoleCommand, IAMClient, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam';
import { type Deployed, DeployedOrders, FUNCTIONS } from './support/deployed-orders';
import { ExampleApp } from './support/example-app';
import { compileLibrary } from './support/library';
import { MiniStack } from './support/ministack';
import { PYTHON_MISSING } from './support/python';

jest.setTimeout(10 * 60_000);

const ACCOUNT = '000000000000';
const STAGES = ['dev', 'prod'];
const LOG_ROLE = 'stagecraft-apigateway-logs-us-east-1';
const LOG_ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/${LOG_ROLE}`;

(PYTHON_MISSING ? describe.skip : describe)(`the order service on an emulator of AWS${PYTHON_MISSING ? ` (${PYTHON_MISSING})` : ''}`, () => {
  let aws: MiniStack;
  let app: ExampleApp;
  let orders: DeployedOrders;
  let iam: IAMClient;

  const deploy = async () => app.cdk(aws, 'deploy', '--require-approval', 'never');
  const logRoleOfAccount = async () => (await orders.gateway.send(new GetAccountCommand({}))).cloudwatchRoleArn;

  /** One statement for each alias of each function, for the calls of its stage. */
  const expectPermissions = ({ apiId, functionNames, permissions }: Deployed) => {
    for (const id of FUNCTIONS) {
      expect(permissions[id]).toEqual(STAGES.map((stage) => ({
        Effect: 'Allow',
        Principal: { Service: 'apigateway.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${functionNames[id]}:${stage}`,
        Condition: { ArnLike: { 'AWS:SourceArn': `arn:aws:execute-api:us-east-1:${ACCOUNT}:${apiId}/${stage}/*` } },
      })));
    }
  };

  beforeAll(async () => {
    await compileLibrary();
    app = ExampleApp.copyOf('orders');
    aws = await MiniStack.start();
    orders = new DeployedOrders(aws);
    iam = new IAMClient(aws.client);
    await app.cdk(aws, 'bootstrap', `aws://${ACCOUNT}/us-east-1`);
  });

  afterAll(async () => {
    app?.remove();
    await aws?.stop();
  });

  describe('the first deploy', () => {
    let now: Deployed;

    beforeAll(async () => {
      await deploy();
      now = await orders.look();
    });

    test('makes one API with the routes of the app', async () => {
      expect(await orders.apiIds()).toEqual([now.apiId]);
      expect(now.routes).toEqual(['GET /health', 'GET /orders', 'GET /orders/{orderId}', 'GET /rates', 'POST /orders']);
    });

    test('releases one deployment to both stages, each with its variables', () => {
      const { deploymentId } = now.deploymentOfStack;
      expect(now.deploymentIds).toEqual([deploymentId]);
      expect(now.stages).toEqual({
        dev: { deploymentId, variables: { lambdaAlias: 'dev', ratesHost: 'rates.dev.example.com' } },
        prod: { deploymentId, variables: { lambdaAlias: 'prod', ratesHost: 'rates.example.com' } },
      });
    });

    test.each(FUNCTIONS)('has an alias of %s for each stage, at its published version', (id) => {
      expect(now.publishedVersions[id]).toHaveLength(1);
      const [version] = now.publishedVersions[id];
      expect(version).toMatch(/^[0-9]+$/);
      expect(now.aliases[id]).toEqual({ dev: version, prod: version });
    });

    test('lets each stage, and nobody else, invoke its own aliases', () => expectPermissions(now));

    test('brings the code that the aliases run', async () => {
      const { PhysicalResourceId: TableName } = await orders.resource('AWS::DynamoDB::Table');
      await new DynamoDBClient(aws.client).send(new PutItemCommand({ TableName, Item: { orderId: { S: '7' } } }));
      expect(await orders.call(now.functionNames.ListOrders, 'dev')).toEqual({
        statusCode: 200,
        body: JSON.stringify({ stage: 'dev', orders: [{ orderId: '7' }] }),
      });
    });

    test('gives the account a role for the logs of API Gateway', async () => {
      expect(await orders.resource('Custom::ApiGatewayLogRole')).toMatchObject({ ResourceStatus: 'CREATE_COMPLETE', PhysicalResourceId: LOG_ROLE });
      expect(await logRoleOfAccount()).toBe(LOG_ROLE_ARN);
      const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: LOG_ROLE }));
      expect(AttachedPolicies?.map(({ PolicyArn }) => PolicyArn)).toEqual([
        'arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs',
      ]);
    });
  });

  test('a deploy without a change changes nothing', async () => {
    const before = await orders.look();
    expect(await deploy()).toContain('Orders (no changes)');
    expect(await orders.look()).toEqual(before);
  });

  test('a changed route is another deployment on both stages, and the old one goes', async () => {
    const before = await orders.look();
    app.edit('orders-stack.ts', "addRoute('GET /health'", "addRoute('GET /status'");
    await deploy();
    const after = await orders.look();

    expect(after.routes).toEqual(['GET /orders', 'GET /orders/{orderId}', 'GET /rates', 'GET /status', 'POST /orders']);
    const { logicalId, deploymentId } = after.deploymentOfStack;
    expect(logicalId).not.toBe(before.deploymentOfStack.logicalId);
    expect(before.deploymentIds).not.toContain(deploymentId);
    expect(after).toEqual({
      ...before,
      // The emulator replaces an API whose document changes; CloudFormation writes the new document over the old one.
      apiId: expect.any(String),
      permissions: expect.anything(),
      routes: after.routes,
      deploymentIds: [deploymentId],
      deploymentOfStack: { logicalId, deploymentId },
      stages: { dev: { ...before.stages.dev, deploymentId }, prod: { ...before.stages.prod, deploymentId } },
    });
    expectPermissions(after);
  });

  test('a changed function is another version behind its aliases, and the deployment stays', async () => {
    const before = await orders.look();
    app.edit('handlers/list-orders.ts', 'stage: event.requestContext.stage, orders }', 'orders, count: orders.length }');
    await deploy();
    const after = await orders.look();

    const version = after.aliases.ListOrders.dev;
    expect(Number(version)).toBeGreaterThan(Number(before.aliases.ListOrders.dev));
    expect(after.publishedVersions.ListOrders).toContain(version);
    expect(after).toEqual({
      ...before,
      publishedVersions: { ...before.publishedVersions, ListOrders: after.publishedVersions.ListOrders },
      aliases: { ...before.aliases, ListOrders: { dev: version, prod: version } },
    });
    for (const stage of STAGES) {
      expect(await orders.call(after.functionNames.ListOrders, stage)).toEqual({
        statusCode: 200,
        body: JSON.stringify({ orders: [{ orderId: '7' }], count: 1 }),
      });
    }
  });

  test('destroy takes the API away, and leaves the account its role', async () => {
    await app.cdk(aws, 'destroy', '--force');
    expect(await orders.apiIds()).toEqual([]);
    expect(await logRoleOfAccount()).toBe(LOG_ROLE_ARN);
    expect(await iam.send(new GetRoleCommand({ RoleName: LOG_ROLE }))).toMatchObject({ Role: { Arn: LOG_ROLE_ARN } });
  });

  test('a role that somebody else has set stays as it is', async () => {
    const theirs = `arn:aws:iam::${ACCOUNT}:role/set-by-somebody-else`;
    await orders.gateway.send(new UpdateAccountCommand({ patchOperations: [{ op: 'replace', path: '/cloudwatchRoleArn', value: theirs }] }));
    await deploy();
    expect(await orders.resource('Custom::ApiGatewayLogRole')).toMatchObject({ ResourceStatus: 'CREATE_COMPLETE', PhysicalResourceId: LOG_ROLE });
    expect(await logRoleOfAccount()).toBe(theirs);
  });
});
