import type { Resource } from '../cloudformation/resource';
import { rootResourceId } from '../cloudformation/stand-ins/api-gateway';

/** Paths of an API's resources by their ids. */
export class ResourcePaths {
  private readonly paths = new Map<string, string | undefined>();
  private readonly byId: ReadonlyMap<string, Resource>;

  constructor(restApi: Resource, readonly resources: readonly Resource[]) {
    this.paths.set(rootResourceId(restApi), '/');
    this.byId = new Map(resources.map((resource) => [resource.id, resource]));
  }

  /** Undefined where the id, or one above it, is not known. */
  pathOf(id: string | undefined): string | undefined {
    if (id === undefined || this.paths.has(id)) return this.paths.get(id ?? '');
    // A resource below itself has no path.
    this.paths.set(id, undefined);
    const path = this.childPath(this.byId.get(id));
    this.paths.set(id, path);
    return path;
  }

  private childPath(resource: Resource | undefined): string | undefined {
    const part = resource?.required('PathPart');
    if (!resource || part === undefined) return undefined;
    const parent = this.pathOf(resource.required('ParentId'));
    if (parent === undefined) resource.get('ParentId').report('error', 'unknown-reference', 'there is no such resource of this API');
    return parent === undefined ? undefined : `${parent === '/' ? '' : parent}/${part}`;
  }
}
