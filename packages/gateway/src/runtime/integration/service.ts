import { compileCustom, type Integrate } from './custom';
import { callFailure, checkMappedHeaders, destinationOf, filledUri, methodOf, WITHOUT_BODY } from './http-call';
import type { ServiceAnswer, ServiceCall, ServiceStub } from './service-stub';
import { compileUri, withQuery } from './uri';
import type { Exchange } from '../exchange';
import { Failure, internalError } from '../failure';
import type { IntegrationRequest } from '../mapping/request-mapping';
import type { BackendAnswer } from '../mapping/values';
import type { MethodScope } from '../step';

/** What an action is called in `X-Amz-Target`. */
const TARGETS: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB_20120810',
  events: 'AWSEvents',
  firehose: 'Firehose_20150804',
  kinesis: 'Kinesis_20131202',
  kms: 'TrentService',
  ssm: 'AmazonSSM',
  states: 'AWSStepFunctions',
};

const NO_BODY = Buffer.alloc(0);

interface ServiceUri {
  readonly region: string;
  readonly service: string;
  /** Before the service: a bucket, an account, …. */
  readonly subdomain?: string;
  readonly kind: 'path' | 'action';
  readonly rest: string;
}

/** `AWS` to any service but Lambda: a stub or an emulator takes its place. */
export function compileService(scope: MethodScope): Integrate {
  checkMappedHeaders(scope);
  const integration = scope.method.integration!;
  const { region, service, subdomain, kind, rest } = parseServiceUri(filledUri(scope));
  const uri = compileUri(rest, scope);
  return compileCustom(integration, scope, async (request, exchange) => {
    const method = methodOf(integration.httpMethod, exchange);
    const call = callOf({ region, service, subdomain, kind, rest: uri(request.path) }, method, request, exchange);
    const began = performance.now();
    const answer = await ask(call, scope);
    exchange.integration.status = answer.status;
    exchange.integration.latency = Math.round(performance.now() - began);
    return answer;
  });
}

function parseServiceUri(uri: string): ServiceUri {
  const [, region, host, kind, rest] = /^arn:[^:]*:apigateway:([^:]*):([^:]+):(path|action)\/(.*)$/.exec(uri) ?? [];
  if (rest === undefined) throw internalError(`${uri} is no URI of a service`);
  const at = host.lastIndexOf('.');
  return { region, service: host.slice(at + 1), subdomain: at === -1 ? undefined : host.slice(0, at), kind: kind as ServiceUri['kind'], rest };
}

function callOf(uri: ServiceUri, method: string, { headers, query, body }: IntegrationRequest, exchange: Exchange): ServiceCall {
  const { region, service, subdomain, kind, rest } = uri;
  const contentType = exchange.header('content-type');
  if (contentType !== undefined && !WITHOUT_BODY.has(method)) headers.setDefault('Content-Type', contentType);
  headers.set('X-Amzn-Trace-Id', exchange.traceId);
  if (subdomain !== undefined) headers.set('Host', `${subdomain}.${service}`);
  const [named, extra] = kind === 'action' ? rest.split(/[?&](.*)/s) : [];
  if (named !== undefined && Object.hasOwn(TARGETS, service)) headers.setDefault('X-Amz-Target', `${TARGETS[service]}.${named}`);
  const path = kind === 'path' ? withQuery(`/${rest.replace(/^\//, '')}`, query) : withQuery(`/?Action=${named}${extra ? `&${extra}` : ''}`, query);
  const bytes = WITHOUT_BODY.has(method) ? NO_BODY : body;
  const text = bytes.toString();
  const list = headers.list();
  return {
    service,
    action: named ?? headers.get('x-amz-target')?.split('.').at(-1) ?? actionIn(path.split('?')[1]) ?? actionIn(text),
    region,
    method,
    path,
    headers: Object.fromEntries(Array.from({ length: list.length / 2 }, (_, at) => [list[2 * at], list[2 * at + 1]])),
    body: text,
    bytes,
  };
}

function actionIn(form: string | undefined): string | undefined {
  return form === undefined ? undefined : /(?:^|&)Action=(\w+)(?:&|$)/.exec(form)?.[1];
}

async function ask(call: ServiceCall, { services, method }: MethodScope): Promise<BackendAnswer> {
  const { service, action } = call;
  const names = action === undefined ? [service] : [`${service}:${action}`, service];
  const name = names.find((one) => Object.hasOwn(services.stubs, one));
  if (name === undefined) {
    throw internalError(`nothing takes the place of ${names[0]}: give a stub or the URL of an emulator for ${names.map((one) => `"${one}"`).join(' or ')}`);
  }
  const stub = services.stubs[name];
  if (typeof stub !== 'string') return answerOf(await callStub(stub, call, method.integration!.timeoutInMillis));
  const { origin, path } = destinationOf(stub);
  return services.http.call({
    origin,
    path: path.replace(/\/$/, '') + call.path,
    method: call.method,
    headers: [...Object.entries(call.headers).flat(), 'Authorization', authorization(call)],
    body: WITHOUT_BODY.has(call.method) ? undefined : call.bytes,
    timeoutMs: method.integration!.timeoutInMillis,
    insecure: true,
  }).catch((error: unknown) => { throw callFailure(error); });
}

async function callStub(stub: ServiceStub, call: ServiceCall, timeoutMs: number): Promise<ServiceAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const cause = `the stub of ${call.service} did not answer within ${timeoutMs} ms`;
    timer = setTimeout(() => reject(new Failure('INTEGRATION_TIMEOUT', 'Endpoint request timed out', { cause })), timeoutMs);
  });
  try {
    return await Promise.race([stub(call), late]);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw internalError(`the stub of ${call.service} fails: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

function answerOf({ status = 200, headers = {}, body = '' }: ServiceAnswer): BackendAnswer {
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return { status, headers: Object.entries(headers).flat(), body: Buffer.from(text) };
}

/** Emulators look whose request it is, and not at the signature. */
function authorization({ service, region }: ServiceCall): string {
  const date = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  return `AWS4-HMAC-SHA256 Credential=local/${date}/${region}/${service}/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
}
