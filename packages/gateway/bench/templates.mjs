// What the gateway serves while it is measured.

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:bench';
const CODE = 'exports.handler = async () => ({ statusCode: 200, body: JSON.stringify({ message: "hello" }) });';

const operation = (integration) => ({ responses: {}, 'x-amazon-apigateway-integration': integration });

/** Answers by two templates: one says the status, one reads the path and `$context`. */
const mock = (more = '') => operation({
  type: 'mock',
  requestTemplates: { 'application/json': '#set($status = 200){"statusCode": $status}' },
  responses: {
    default: {
      statusCode: '200',
      responseTemplates: {
        'application/json': `{"id": "$input.params('id')", "stage": "$context.stage", "from": "$context.identity.sourceIp", "request": "$context.requestId"${more}}`,
      },
    },
  },
});

const lambdaProxy = operation({
  type: 'aws_proxy', httpMethod: 'POST', uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
});

const httpProxy = (uri) => operation({ type: 'http_proxy', httpMethod: 'GET', uri });

function templateOf(paths, title) {
  return {
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: { openapi: '3.0.1', info: { title, version: '1' }, paths } } },
      Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
      Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, DeploymentId: { Ref: 'Deployment' }, StageName: 'prod' } },
      Function: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'bench', Runtime: 'nodejs20.x', Handler: 'index.handler', Code: { ZipFile: CODE } } },
      Permission: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Function' }, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' } },
    },
  };
}

/** One method of each kind. @param backend URL of what HTTP_PROXY calls */
export function kindsOfIntegration(backend) {
  return templateOf({ '/mock/{id}': { get: mock() }, '/http': { get: httpProxy(backend) }, '/lambda': { get: lambdaProxy } }, 'Bench');
}

/** A hundred routes: each second one has two templates of its own, the others invoke a function. @param title something that may change */
export function hundredRoutes(title = 'Hundred') {
  const paths = Array.from({ length: 100 }, (_, at) => [`/resource${at}/{id}`, { get: at % 2 === 0 ? mock(`, "route": ${at}`) : lambdaProxy }]);
  return templateOf(Object.fromEntries(paths), title);
}
