import type { Json } from '../json';
import type { Model } from '../model/definition';
import type { Source } from '../model/source';

/** How schemas refer to a model. */
export function modelUrl(apiId: string, name: string): string {
  return `https://apigateway.amazonaws.com/restapis/${apiId}/models/${name}`;
}

const DRAFT_4 = 'http://json-schema.org/draft-04/schema#';

/** The models that an API has from its creation, unless it is made from a document. */
export function builtInModels(source: Source): Model[] {
  const model = (name: string, schema: Json): Model => ({ name, contentType: 'application/json', schema, source });
  return [
    model('Empty', { $schema: DRAFT_4, title: 'Empty Schema', type: 'object' }),
    model('Error', { $schema: DRAFT_4, title: 'Error Schema', type: 'object', properties: { message: { type: 'string' } } }),
  ];
}
