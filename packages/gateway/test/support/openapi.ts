import { importOf, withoutSources } from './read';
import type { JsonObject } from '../../src/json';
import type { Method } from '../../src/model/definition';

export const MOCK = { 'x-amazon-apigateway-integration': { type: 'mock' } };
export const version3 = (rest: JsonObject): JsonObject => ({ openapi: '3.0.1', info: { title: 'Orders', version: '1' }, ...rest });
export const version2 = (rest: JsonObject): JsonObject => ({ swagger: '2.0', info: { title: 'Orders', version: '1' }, ...rest });
export const withOperation = (operation: JsonObject, rest: JsonObject = {}) => version3({ paths: { '/a': { get: { ...MOCK, ...operation } } }, ...rest });

/** The one method of a document. */
export function methodOf(document: JsonObject): Method {
  const { api, said } = importOf(document);
  expect(said).toEqual([]);
  expect(api.definition.methods).toHaveLength(1);
  return withoutSources(api.definition.methods[0]);
}
