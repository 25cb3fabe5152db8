import { modelUrl } from '../definition/models';
import { isObject, type Json } from '../json';
import type { Node } from '../node';
import type { OpenApiDocument } from './document';

/** What the import drops. */
const DROPPED = new Set(['default', 'deprecated', 'discriminator', 'example', 'exclusiveMinimum', 'nullable', 'readOnly']);
const DROPPED_FORMATS = new Set(['int32', 'int64', 'decimal']);
const MAPS_OF_SCHEMAS = new Set(['properties', 'patternProperties', 'definitions']);
const SCHEMAS = new Set(['additionalItems', 'additionalProperties', 'allOf', 'anyOf', 'items', 'not', 'oneOf']);

/** A schema of the document as the model that it becomes: references are to models, other references are written out. @param within those that it is part of */
export function importSchema(schema: Node, document: OpenApiDocument, apiId: string, within: readonly string[] = []): Json {
  if (Array.isArray(schema.value)) return schema.items().map((item) => importSchema(item, document, apiId, within));
  if (!isObject(schema.value)) return schema.value ?? {};
  const reference = schema.get('$ref').text();
  if (reference !== undefined) return importReference(schema, reference, document, apiId, within);
  return Object.fromEntries(schema.entries().flatMap(([name, value]) => {
    if (DROPPED.has(name) || name === 'format' && DROPPED_FORMATS.has(String(value.value))) return [];
    if (MAPS_OF_SCHEMAS.has(name)) return [[name, value.collect((one) => importSchema(one, document, apiId, within))]];
    return [[name, SCHEMAS.has(name) ? importSchema(value, document, apiId, within) : value.value!]];
  }));
}

function importReference(schema: Node, reference: string, document: OpenApiDocument, apiId: string, within: readonly string[]): Json {
  const model = document.modelName(reference);
  if (model !== undefined) {
    if (!document.components('schemas').get(model).present) schema.report('warning', 'unknown-reference', `there is no model ${model}`);
    return { $ref: modelUrl(apiId, model) };
  }
  if (!reference.startsWith('#')) return { $ref: reference };
  if (!within.includes(reference)) return importSchema(document.resolve(schema), document, apiId, [...within, reference]);
  schema.report('error', 'circular-reference', `${reference} refers to itself`);
  return {};
}
