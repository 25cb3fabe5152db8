// Sees to it that API Gateway may write logs in this account and Region, without touching what somebody else has set up.
// Runs as a CloudFormation custom resource: answers are sent to the URL that the event carries.
const https = require('node:https');
const http = require('node:http');

const POLICY_PROPAGATION_ATTEMPTS = 10;

exports.handler = async (event, context) => {
  const { roleName } = event.ResourceProperties;
  const [, partition] = context.invokedFunctionArn.split(':');
  let answer;
  try {
    if (event.RequestType !== 'Delete') await ensureRole(roleName, `arn:${partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`);
    answer = { Status: 'SUCCESS' };
  } catch (error) {
    answer = { Status: 'FAILED', Reason: `${error.name}: ${error.message}. See stagecraft's CloudWatchRole for how to set the role up by hand.` };
  }
  await send(event, { ...answer, PhysicalResourceId: event.PhysicalResourceId ?? roleName });
};

async function ensureRole(roleName, policyArn) {
  const { APIGatewayClient, GetAccountCommand, UpdateAccountCommand } = require('@aws-sdk/client-api-gateway');
  const gateway = new APIGatewayClient({ maxAttempts: 8 });
  const { cloudwatchRoleArn } = await gateway.send(new GetAccountCommand({}));
  if (cloudwatchRoleArn) return;

  const roleArn = await createRole(roleName, policyArn);
  for (let attempt = 1; ; attempt++) {
    try {
      await gateway.send(new UpdateAccountCommand({
        patchOperations: [{ op: 'replace', path: '/cloudwatchRoleArn', value: roleArn }],
      }));
      return;
    } catch (error) {
      // A new role is unknown to API Gateway for some seconds, which it reports as a bad request.
      if (error.name !== 'BadRequestException' || attempt === POLICY_PROPAGATION_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, Number(process.env.RETRY_MILLIS ?? 5000)));
    }
  }
}

async function createRole(roleName, policyArn) {
  const { IAMClient, AttachRolePolicyCommand, CreateRoleCommand, GetRoleCommand } = require('@aws-sdk/client-iam');
  const iam = new IAMClient({});
  let role;
  try {
    ({ Role: role } = await iam.send(new CreateRoleCommand({
      RoleName: roleName,
      Description: 'Lets API Gateway write logs to CloudWatch. Used by every API of this account and Region.',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    })));
  } catch (error) {
    if (error.name !== 'EntityAlreadyExistsException') throw error;
    ({ Role: role } = await iam.send(new GetRoleCommand({ RoleName: roleName })));
  }
  await iam.send(new AttachRolePolicyCommand({ RoleName: roleName, PolicyArn: policyArn }));
  return role.Arn;
}

function send(event, answer) {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = event;
  const body = JSON.stringify({ StackId, RequestId, LogicalResourceId, ...answer });
  const { request } = ResponseURL.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const call = request(ResponseURL, { method: 'PUT', headers: { 'content-type': '', 'content-length': Buffer.byteLength(body) } }, (response) => {
      response.resume();
      response.on('end', resolve);
    });
    call.on('error', reject);
    call.end(body);
  });
}
