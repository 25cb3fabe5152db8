// Requests per second of the gateway, 50 connections, with node:http beside it in the same run. The load comes from a process of its own.
// Usage: npm run build && node bench/gateway.mjs [seconds] [rounds]

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { startGateway } = createRequire(import.meta.url)('../lib/index.js');

const CONNECTIONS = 50;
const [seconds = 3, rounds = 3] = process.argv.slice(2).map(Number);
const load = fileURLToPath(new URL('load.mjs', import.meta.url));

function measure(port, path) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [load, port, seconds, CONNECTIONS], { stdio: ['pipe', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.on('exit', (code) => code === 0 ? resolve(JSON.parse(out)) : reject(new Error(`the load ended with ${code}`)));
    child.stdin.end(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n`);
  });
}

const raw = createServer((request, response) => {
  response.writeHead(200, ['Content-Type', 'application/json', 'Content-Length', '19']);
  response.end('{"message":"hello"}');
});
await new Promise((resolve) => raw.listen(0, '127.0.0.1', resolve));
const { port } = raw.address();

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:bench';
const RESPONSE = '{"id": "$input.params(\'id\')", "stage": "$context.stage", "from": "$context.identity.sourceIp", "request": "$context.requestId"}';
const operation = (integration) => ({ responses: {}, 'x-amazon-apigateway-integration': integration });
const template = {
  Resources: {
    Api: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: {
        Body: {
          openapi: '3.0.1',
          info: { title: 'Bench', version: '1' },
          paths: {
            '/mock/{id}': {
              get: operation({
                type: 'mock',
                requestTemplates: { 'application/json': '#set($status = 200){"statusCode": $status}' },
                responses: { default: { statusCode: '200', responseTemplates: { 'application/json': RESPONSE } } },
              }),
            },
            '/http': { get: operation({ type: 'http_proxy', httpMethod: 'GET', uri: `http://127.0.0.1:${port}/` }) },
            '/lambda': {
              get: operation({ type: 'aws_proxy', httpMethod: 'POST', uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations` }),
            },
          },
        },
      },
    },
    Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
    Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, DeploymentId: { Ref: 'Deployment' }, StageName: 'prod' } },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'bench', Runtime: 'nodejs20.x', Handler: 'index.handler', Code: { ZipFile: 'exports.handler = async () => ({ statusCode: 200, body: "{}" });' },
      },
    },
    Permission: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Function' }, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' } },
  },
};

const directory = mkdtempSync(join(tmpdir(), 'stagecraft-bench-'));
writeFileSync(join(directory, 'template.json'), JSON.stringify(template));
const began = performance.now();
const gateway = await startGateway({ template: join(directory, 'template.json') });
console.log(`listening after ${Math.round(performance.now() - began)} ms`);
const gatewayPort = new URL(gateway.url('prod')).port;

const cases = [
  ['node:http', port, '/'],
  ['MOCK, two templates', gatewayPort, '/prod/mock/7'],
  ['HTTP_PROXY', gatewayPort, '/prod/http'],
  ['AWS_PROXY, a process per environment', gatewayPort, '/prod/lambda'],
];
const results = cases.map(() => []);
for (let round = 0; round < rounds; round++) {
  for (const [at, [, to, path]] of cases.entries()) results[at].push(await measure(to, path));
}
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const figures = results.map((all) => ({ perSecond: median(all.map((one) => one.perSecond)), p99: median(all.map((one) => one.p99)), failed: all.reduce((sum, one) => sum + one.failed, 0) }));
for (const [at, [label]] of cases.entries()) {
  const { perSecond, p99, failed } = figures[at];
  const rate = Math.round(perSecond).toLocaleString('en').padStart(8);
  console.log(`${label.padEnd(40)} ${rate} /s   ${(perSecond / figures[0].perSecond).toFixed(2)} × node:http   p99 ${p99.toFixed(1)} ms${failed ? `   ${failed} failed` : ''}`);
}
console.log(`resident memory ${Math.round(process.memoryUsage().rss / 1024 / 1024)} MB`);

await gateway.close();
raw.close();
raw.closeAllConnections();
rmSync(directory, { recursive: true });
