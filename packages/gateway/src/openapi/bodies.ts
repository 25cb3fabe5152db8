import type { DefinitionBuilder } from '../definition/definition-builder';
import { localId } from '../local-id';
import type { MethodResponse } from '../model/definition';
import type { Texts } from '../model/source';
import type { Node } from '../node';
import type { OpenApiDocument } from './document';
import { importSchema } from './schema';

/** Finds the models that bodies refer to, and makes those for schemas that have no name. */
export class BodyModels {
  constructor(private readonly document: OpenApiDocument, private readonly builder: DefinitionBuilder) {}

  /** Models of a request's body by content type. */
  request(operation: Node, parameters: readonly Node[]): Texts {
    if (this.document.version === 3) return this.ofContent(this.document.resolve(operation.get('requestBody')));
    const body = parameters.find((parameter) => parameter.get('in').value === 'body');
    return body ? this.ofTypes(this.contentTypes(operation, 'consumes'), body.get('schema')) : {};
  }

  responses(operation: Node): MethodResponse[] {
    return operation.get('responses').entries().flatMap(([statusCode, given]) => {
      if (!/^[1-5]\d\d$/.test(statusCode)) return [];
      const response = this.document.resolve(given);
      const headers = response.get('headers').entries().map(([name]) => [`method.response.header.${name}`, false]);
      const models = this.document.version === 3 ? this.ofContent(response) : this.ofTypes(this.contentTypes(operation, 'produces'), response.get('schema'));
      return [{ statusCode, responseParameters: Object.fromEntries(headers), responseModels: models }];
    });
  }

  private ofContent(body: Node): Texts {
    return body.get('content').collect((media) => this.modelOf(media.get('schema')));
  }

  private ofTypes(types: readonly string[], schema: Node): Texts {
    const model = this.modelOf(schema);
    return model === undefined ? {} : Object.fromEntries(types.map((type) => [type, model]));
  }

  private contentTypes(operation: Node, kind: 'consumes' | 'produces'): string[] {
    const types = [operation, this.document.root].map((node) => node.get(kind)).find((node) => node.present)?.list();
    return types && types.length > 0 ? types : ['application/json'];
  }

  private modelOf(schema: Node): string | undefined {
    if (!schema.present) return undefined;
    const reference = schema.get('$ref').text();
    const name = reference === undefined ? undefined : this.document.modelName(reference);
    if (name === undefined) return this.generatedModel(schema);
    if (this.document.components('schemas').get(name).present) return name;
    schema.report('warning', 'unknown-reference', `there is no model ${name}`);
    return undefined;
  }

  private generatedModel(schema: Node): string {
    const name = `MODEL${localId(schema.source.property ?? '').slice(0, 6)}`;
    this.builder.addModel({
      name, contentType: 'application/json', schema: importSchema(schema, this.document, this.builder.apiId), source: schema.source,
    });
    return name;
  }
}
