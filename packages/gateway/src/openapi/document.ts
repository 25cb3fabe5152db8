import type { Node } from '../node';

const MAX_REFERENCES = 32;

/** An OpenAPI document whose version is one that API Gateway imports. */
export class OpenApiDocument {
  readonly version: 2 | 3;

  constructor(readonly root: Node) {
    this.version = root.get('swagger').present ? 2 : 3;
    const version = root.get(this.version === 2 ? 'swagger' : 'openapi');
    if (!/^(2\.0|3\.0(\.\d+)?)$/.test(version.text() ?? '')) {
      version.report('warning', 'invalid-document', 'API Gateway imports OpenAPI 3.0 and Swagger 2.0; read as far as it looks like these');
    }
  }

  /** Components of a kind: schemas, parameters, … */
  components(kind: string): Node {
    return this.version === 2 ? this.root.get(kind === 'schemas' ? 'definitions' : kind) : this.root.get('components').get(kind);
  }

  get securitySchemes(): Node {
    return this.version === 2 ? this.root.get('securityDefinitions') : this.components('securitySchemes');
  }

  /** The name of the model that a reference is to. */
  modelName(reference: string): string | undefined {
    return /^#\/(?:components\/schemas|definitions)\/([^/]+)$/.exec(reference)?.[1].replace(/~1/g, '/').replace(/~0/g, '~');
  }

  /** What a node is, or refers to. */
  resolve(node: Node): Node {
    let target = node;
    for (let count = 0; target.get('$ref').present; count += 1) {
      const reference = target.get('$ref').text() ?? '';
      const found = count < MAX_REFERENCES ? this.at(reference) : undefined;
      if (!found) {
        node.report('error', 'unknown-reference', `${reference} is not in the document`);
        return node.with(undefined);
      }
      target = found;
    }
    return target;
  }

  private at(reference: string): Node | undefined {
    if (!reference.startsWith('#/')) return undefined;
    let node: Node | undefined = this.root;
    for (const token of reference.slice(2).split('/')) {
      const key = unescape(token);
      node = Array.isArray(node.value) ? node.items()[Number(key)] : node.get(key);
      if (!node?.present) return undefined;
    }
    return node;
  }
}

function unescape(token: string): string {
  const text = token.replace(/~1/g, '/').replace(/~0/g, '~');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
