import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { Access } from '../../src/access/access';
import type { AccessOptions } from '../../src/access/options';
import type { JsonObject } from '../../src/json';
import type { LambdaFunctionSpec } from '../../src/lambda/spec';
import type { GatewayModel } from '../../src/model/gateway';
import { Exchange } from '../../src/runtime/exchange';
import { Failure } from '../../src/runtime/failure';
import { Functions } from '../../src/runtime/lambda/functions';
import type { Reply } from '../../src/runtime/reply';
import { State, type Services } from '../../src/runtime/services';
import { settingsOf } from '../../src/runtime/settings';
import type { MethodScope, ReleaseScope, Step, StepFactory } from '../../src/runtime/step';
import { modelOf } from '../support/read';

export const NOON = Date.UTC(2026, 3, 15, 12);

/** A template's model with what its steps need of the world: a clock that is set by hand, functions that are functions of JavaScript. */
export class Bench {
  now = NOON;
  readonly invocations: Array<{ readonly name: string; readonly event: JsonObject }> = [];
  readonly model: GatewayModel;
  readonly services: Services;

  constructor(template: JsonObject, functions: Readonly<Record<string, (event: JsonObject) => unknown>> = {}, options: AccessOptions = {}) {
    this.model = modelOf(template);
    const invoke = (spec: LambdaFunctionSpec, payload: Buffer) => Promise.resolve(this.invoke(functions, spec, payload));
    this.services = {
      clock: () => this.now,
      random: () => 0,
      state: new State(),
      enforcePermissions: true,
      invoker: { invoke },
      access: new Access(options, () => this.now),
    } as unknown as Services;
  }

  /** A method of the first API's first stage. */
  scope(httpMethod: string, path: string, stageName?: string, canary = false): MethodScope {
    const { model, services } = this;
    const [api] = model.rest;
    const stage = api.stages.find(({ name }) => stageName === undefined || name === stageName)!;
    const { definition } = api;
    const method = definition.methods.find((one) => one.httpMethod === httpMethod && one.path === path)!;
    const release: ReleaseScope = {
      model, services, api, stage, definition, deploymentId: stage.deploymentId ?? '', canary, variables: stage.variables, functions: new Functions(model.lambda), report: () => {},
    };
    return { ...release, method, httpMethod, settings: settingsOf(method, stage.methodSettings) };
  }

  step(make: StepFactory, httpMethod = 'GET', path = '/orders', stageName?: string): Step {
    const step = make(this.scope(httpMethod, path, stageName));
    if (!step) throw new Error(`${httpMethod} ${path} needs no such step`);
    return step;
  }

  exchange(scope: MethodScope, request: TestRequest = {}): Exchange {
    const { httpMethod = scope.method.httpMethod, path = scope.method.path, query = '', headers = {}, body = '', sourceIp = '192.0.2.1', pathParameters = {} } = request;
    const target = `/${scope.stage.name}${path}${query && `?${query}`}`;
    const rawHeaders = Object.entries(headers).flatMap(([name, value]) => [value].flat().flatMap((one) => [name, one]));
    const exchange = new Exchange({ httpMethod, rawHeaders, target, sourceIp, protocol: 'HTTP/1.1' }, httpMethod, query, this.now);
    exchange.release = scope;
    exchange.method = scope;
    exchange.path = path;
    exchange.address = { domainName: `${scope.api.id}.execute-api.eu-west-1.amazonaws.com`, prefix: `/${scope.stage.name}` };
    exchange.pathParameters = pathParameters;
    exchange.body = Buffer.from(body);
    return exchange;
  }

  private invoke(functions: Readonly<Record<string, (event: JsonObject) => unknown>>, spec: LambdaFunctionSpec, payload: Buffer) {
    const event = JSON.parse(payload.toString()) as JsonObject;
    this.invocations.push({ name: spec.name, event });
    const common = { requestId: '1', logs: '', durationMs: 1 };
    try {
      const result = functions[spec.name](event);
      return { kind: 'result', payload: Buffer.from(typeof result === 'string' ? result : JSON.stringify(result ?? null)), ...common };
    } catch (error) {
      return { kind: 'error', payload: Buffer.from(JSON.stringify({ errorType: 'Error', errorMessage: (error as Error).message })), ...common };
    }
  }
}

export interface TestRequest {
  readonly httpMethod?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
  readonly sourceIp?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
}

/** `passes`, or the type, the status and the text of what refuses. */
export async function verdictOf(step: Step, exchange: Exchange): Promise<string> {
  const verdict = await asPromise(() => step.before(exchange));
  return verdict === undefined ? 'passes' : verdict instanceof Failure ? `${verdict.type} ${verdict.status} ${verdict.text}` : `reply ${(verdict as Reply).status}`;
}

export async function failureOf(step: Step, exchange: Exchange): Promise<Failure> {
  const verdict = await asPromise(() => step.before(exchange));
  if (!(verdict instanceof Failure)) throw new Error('it was let through');
  return verdict;
}

async function asPromise<T>(run: () => T | Promise<T>): Promise<T | Failure> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** An API of one stage `prod` with a document for its body, and other resources. */
export function apiTemplate(document: JsonObject, stage: JsonObject = {}, resources: JsonObject = {}, properties: JsonObject = {}): JsonObject {
  return {
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: { openapi: '3.0.1', info: { title: 'Shop', version: '1' }, ...document }, ...properties } },
      Release: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
      Prod: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, DeploymentId: { Ref: 'Release' }, StageName: 'prod', ...stage } },
      ...resources,
    },
  };
}

export const MOCK = { 'x-amazon-apigateway-integration': { type: 'mock', requestTemplates: { 'application/json': '{"statusCode": 200}' }, responses: { default: { statusCode: '200' } } } };

/** What AWS's own signer wants of a hash. */
export class NodeSha256 {
  private readonly hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Buffer);
  }

  update(data: string | Uint8Array): void {
    this.hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.hash.digest()));
  }
}
