import { localId } from '../local-id';
import type { Authorizer, Definition, DefinitionSettings, GatewayResponse, Method, Model, Resource } from '../model/definition';
import type { Source } from '../model/source';

/** Gathers a definition from a document, from resources, or from both. */
export class DefinitionBuilder {
  private readonly resources = new Map<string, Resource>();
  private readonly methods = new Map<string, Method>();
  private readonly models = new Map<string, Model>();
  private readonly authorizers = new Map<string, Authorizer>();
  private readonly gatewayResponses = new Map<string, GatewayResponse>();

  constructor(readonly apiId: string, rootResourceId: string, source: Source) {
    this.resources.set('/', { id: rootResourceId, path: '/', source });
  }

  /** The id of the resource at a path; it and those above it are made where they are not there. */
  resourceId(path: string, source: Source): string {
    const known = this.resources.get(path);
    if (known) return known.id;
    this.resourceId(path.slice(0, path.lastIndexOf('/')) || '/', source);
    const id = localId(this.apiId, path);
    this.addResource({ id, path, source });
    return id;
  }

  addResource(resource: Resource): void {
    this.resources.set(resource.path, resource);
  }

  /** Whether there is no such method yet; a second one takes the first one's place. */
  addMethod(method: Method): boolean {
    const key = `${method.httpMethod} ${method.path}`;
    const first = !this.methods.has(key);
    this.methods.set(key, method);
    return first;
  }

  addModel(model: Model): void {
    this.models.set(model.name, model);
  }

  addAuthorizer(authorizer: Authorizer): void {
    this.authorizers.set(authorizer.name, authorizer);
  }

  addGatewayResponse(response: GatewayResponse): void {
    this.gatewayResponses.set(response.responseType, response);
  }

  build(settings: DefinitionSettings): Definition {
    return {
      settings,
      resources: [...this.resources.values()].sort((a, b) => a.path < b.path ? -1 : 1),
      methods: [...this.methods.values()].sort((a, b) => `${a.path} ${a.httpMethod}` < `${b.path} ${b.httpMethod}` ? -1 : 1),
      models: Object.fromEntries(this.models),
      authorizers: Object.fromEntries(this.authorizers),
      gatewayResponses: Object.fromEntries(this.gatewayResponses),
    };
  }
}
