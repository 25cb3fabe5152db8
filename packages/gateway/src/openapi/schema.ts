import { modelUrl } from '../definition/models';
import { isObject, type Json } from '../json';
import type { Node } from '../node';
import type { OpenApiDocument } from './document';

/** What the import drops. */
const DROPPED = new Set(['default', 'deprecated', 'discriminator', 'example', 'exclusiveMinimum', 'nullable', 'readOnly']);
const DROPPED_FORMATS = new Set(['int32', 'int64', 'decimal']);
const MAPS_OF_SCHEMAS = new Set(['properties', 'patternProperties', 'definitions']);
const SCHEMAS = new Set(['additionalItems', 'additionalProperties', 'allOf', 'anyOf', 'items', 'not', 'oneOf']);

/** A schema of the document as the model that it becomes: references are to models, other references are written out. */
export function importSchema(schema: Node, document: OpenApiDocument, apiId: string, depth = 0): Json {
  if (Array.isArray(schema.value)) return schema.items().map((item) => importSchema(item, document, apiId, depth));
  if (!isObject(schema.value)) return schema.value ?? {};
  const reference = schema.get('$ref').text();
  if (reference !== undefined) return importReference(schema, reference, document, apiId, depth);
  return Object.fromEntries(schema.entries().flatMap(([name, value]) => {
    if (DROPPED.has(name) || name === 'format' && DROPPED_FORMATS.has(String(value.value))) return [];
    if (MAPS_OF_SCHEMAS.has(name)) return [[name, value.collect((one) => importSchema(one, document, apiId, depth))]];
    return [[name, SCHEMAS.has(name) ? importSchema(value, document, apiId, depth) : value.value!]];
  }));
}

const MAX_DEPTH = 32;

function importReference(schema: Node, reference: string, document: OpenApiDocument, apiId: string, depth: number): Json {
  const model = document.modelName(reference);
  if (model !== undefined) {
    if (!document.components('schemas').get(model).present) schema.report('warning', 'unknown-reference', `there is no model ${model}`);
    return { $ref: modelUrl(apiId, model) };
  }
  if (!reference.startsWith('#')) return { $ref: reference };
  if (depth < MAX_DEPTH) return importSchema(document.resolve(schema), document, apiId, depth + 1);
  schema.report('error', 'circular-reference', `${reference} refers to itself`);
  return {};
}
