export type * from './model/custom-domain';
export type * from './model/definition';
export type * from './model/diagnostic';
export type * from './model/gateway';
export type * from './model/lambda';
export type * from './model/rest-api';
export type * from './model/source';
export type * from './model/usage-plan';
export { type Limits } from './access/limits/token-bucket';
export { type AccessOptions, type LocalCredentials, type TokenOptions, type UnauthorizedCacheControl } from './access/options';
export { readGateway, type ReadOptions } from './read';
export {
  Gateway, startGateway, type AccessLogEntry, type FunctionLog, type GatewayEvents, type GatewayOptions, type Reload, type ServeOptions,
} from './gateway';
export { type FailureReport } from './report';
export { recorder, type Recorder, type ServiceAnswer, type ServiceCall, type ServiceStub, type ServiceStubs } from './runtime/integration/service-stub';
export { type RenderedTemplate, type Trace, type TraceStep } from './runtime/trace';
