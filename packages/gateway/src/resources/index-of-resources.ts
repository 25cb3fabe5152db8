import type { Resource } from '../cloudformation/resource';

/** Finds resources by type, and by the API that they belong to. */
export class ResourceIndex {
  private readonly byType = new Map<string, Resource[]>();
  private readonly byApi = new Map<string, Map<string, Resource[]>>();

  constructor(readonly all: readonly Resource[]) {
    for (const resource of all) append(this.byType, resource.type, resource);
  }

  ofType(...types: string[]): Resource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** The resources of a type whose `RestApiId` is an API's. */
  ofApi(type: string, apiId: string): Resource[] {
    let groups = this.byApi.get(type);
    if (!groups) {
      groups = new Map();
      for (const resource of this.ofType(type)) append(groups, resource.required('RestApiId') ?? '', resource);
      this.byApi.set(type, groups);
    }
    return groups.get(apiId) ?? [];
  }
}

function append(groups: Map<string, Resource[]>, key: string, resource: Resource): void {
  const group = groups.get(key);
  if (group) group.push(resource);
  else groups.set(key, [resource]);
}
