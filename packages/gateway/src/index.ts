export type * from './model/custom-domain';
export type * from './model/definition';
export type * from './model/diagnostic';
export type * from './model/gateway';
export type * from './model/lambda';
export type * from './model/rest-api';
export type * from './model/source';
export type * from './model/usage-plan';
export { readGateway, type ReadOptions } from './read';
