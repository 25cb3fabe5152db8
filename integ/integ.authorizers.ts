/**
 * One REST API whose routes are guarded in every way: signatures, tokens of a user pool, and functions that are asked about a token and a request.
 *
 * The assertions call each route with and without what it wants. They need an account: `npx integ-runner --directory integ --update-on-failed`.
 */
import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, aws_cognito as cognito, aws_lambda as lambda, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Authorizer, IdentitySource, Integration, RestApi } from '../src';

const app = new App();
const stack = new Stack(app, 'Authorizers');

const inline = (id: string, body: string) => new lambda.Function(stack, id, {
  runtime: lambda.Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline(`exports.handler = async (event, context) => {
    const allow = (principalId) => ({ principalId, context: { alias: context.invokedFunctionArn.split(':')[7] }, policyDocument: { Version: '2012-10-17', Statement: [
      { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: event.methodArn.split('/').slice(0, 2).join('/') + '/*' },
    ] } });
    ${body}
  };`),
});

const token = inline('Token', 'if (event.authorizationToken !== \'let-me-in\') throw new Error(\'Unauthorized\'); return allow(\'token\');');
const both = inline('Both', `
    if (event.type === 'REQUEST') return allow(event.headers['x-user'] ?? event.headers['X-User']);
    const { principalId, alias, claims } = event.requestContext.authorizer ?? {};
    return { statusCode: 200, body: JSON.stringify({ principalId, alias, email: claims?.email }) };`);

const pool = new cognito.UserPool(stack, 'Users', { signInAliases: { email: true }, removalPolicy: RemovalPolicy.DESTROY });
const client = pool.addClient('Client', { authFlows: { adminUserPassword: true } });

const api = new RestApi(stack, 'Api', { authorizer: Authorizer.userPool(pool) });
const answer = Integration.lambdaFunction(both);
api.addRoute('GET /pool', answer);
api.addRoute('GET /pool/scopes', answer, { authorizationScopes: ['aws.cognito.signin.user.admin'] });
api.addRoute('GET /token', answer, { authorizer: Authorizer.lambdaToken(token, { validationExpression: '[a-z-]+', resultTtl: Duration.seconds(0) }) });
api.addRoute('GET /request', answer, { authorizer: Authorizer.lambdaRequest(both, { identitySources: [IdentitySource.header('X-User')] }) });
api.addRoute('GET /iam', answer, { authorizer: Authorizer.iam() });
const dev = api.addStage('dev');
const prod = api.addStage('prod', { aliasName: 'live' });

const { assertions } = new IntegTest(app, 'AuthorizersTest', { testCases: [stack] });
const call = (url: string, headers: Record<string, string> = {}) => assertions.httpApiCall(url, { headers });
const refuses = (url: string, status: number, headers?: Record<string, string>) => call(url, headers).expect(ExpectedResult.objectLike({ status }));
const lets = (url: string, headers: Record<string, string>, body = {}) => call(url, headers).expect(ExpectedResult.objectLike({ status: 200, body }));

refuses(dev.urlForPath('/iam'), 403);
refuses(dev.urlForPath('/token'), 401);
refuses(dev.urlForPath('/token'), 401, { Authorization: 'somebody-else' });
lets(dev.urlForPath('/token'), { Authorization: 'let-me-in' }, { principalId: 'token', alias: 'dev' });
lets(prod.urlForPath('/token'), { Authorization: 'let-me-in' }, { principalId: 'token', alias: 'live' });
refuses(dev.urlForPath('/request'), 401);
lets(dev.urlForPath('/request'), { 'X-User': 'ana' }, { principalId: 'ana', alias: 'dev' });
refuses(dev.urlForPath('/pool'), 401);

// The user is gone with the pool, when the test is over.
const [UserPoolId, Username, Password] = [pool.userPoolId, 'ana@example.com', 'Throw-away-1'];
const create = assertions.awsApiCall('CognitoIdentityServiceProvider', 'adminCreateUser', { UserPoolId, Username, MessageAction: 'SUPPRESS' });
const confirm = assertions.awsApiCall('CognitoIdentityServiceProvider', 'adminSetUserPassword', { UserPoolId, Username, Password, Permanent: true });
const signIn = assertions.awsApiCall('CognitoIdentityServiceProvider', 'adminInitiateAuth', {
  UserPoolId, ClientId: client.userPoolClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: Username, PASSWORD: Password },
});
const idToken = signIn.getAttString('AuthenticationResult.IdToken');
const accessToken = signIn.getAttString('AuthenticationResult.AccessToken');
create.next(confirm).next(signIn)
  .next(lets(dev.urlForPath('/pool'), { Authorization: idToken }, { email: Username }))
  .next(refuses(dev.urlForPath('/pool/scopes'), 401, { Authorization: idToken }))
  .next(lets(dev.urlForPath('/pool/scopes'), { Authorization: accessToken }));
