import type { ApiMapping, CustomDomain } from '../../model/custom-domain';
import type { RestApiModel } from '../../model/rest-api';
import type { Address } from '../exchange';
import type { CompiledStage } from '../stage';

/** Where a request leads to. */
export interface Located {
  readonly stage: CompiledStage;
  readonly address: Address;
  /** What is left for the API, as it was sent. */
  readonly path: string;
}

type Stages = ReadonlyMap<string, CompiledStage>;

/** What a header `Host` stands for. */
interface Host {
  /** Without its port. */
  readonly name: string;
  /** Of a custom domain. */
  readonly mappings?: readonly ApiMapping[];
  /** Of an API's own host name. */
  readonly apiId?: string;
}

/** Clients may make hosts up. */
const MOST_HOSTS = 1000;

/** Finds the stage for a host and a path: by custom domain, by an API's own host name, or by the path alone. */
export class Addresses {
  private readonly byApi = new Map<string, Stages>();
  /** Stages whose name only one API has. */
  private readonly byName = new Map<string, CompiledStage | undefined>();
  private readonly hosts = new Map<string, Host>();
  private readonly domains: ReadonlyMap<string, readonly ApiMapping[]>;

  constructor(private readonly apis: readonly RestApiModel[], stages: readonly CompiledStage[], domains: readonly CustomDomain[]) {
    for (const { id } of apis) this.byApi.set(id, new Map(stages.filter(({ api }) => api.id === id).map((one) => [one.stage.name, one])));
    for (const one of stages) this.byName.set(one.stage.name, this.byName.has(one.stage.name) ? undefined : one);
    const longestFirst = (a: ApiMapping, b: ApiMapping) => b.basePath.length - a.basePath.length;
    this.domains = new Map(domains.map(({ domainName, mappings }) => [domainName, [...mappings].sort(longestFirst)]));
  }

  /** @param host as it was sent, @param path without the query string */
  find(host: string, path: string): Located | undefined {
    const { name, mappings, apiId } = this.hostOf(host);
    if (mappings) return this.findMapped(name, mappings, path);
    if (apiId !== undefined) return this.findHosted(name, apiId, path);
    return this.findByPath(path);
  }

  /** Whether the service answers by itself: health checks at the root of a custom domain never come to an API. */
  isHealthCheck(host: string, path: string): boolean {
    return (path === '/ping' || path === '/sping') && this.hostOf(host).mappings !== undefined;
  }

  /** What stands before a stage's paths in a URL of this gateway. */
  pathOf({ api, stage }: CompiledStage): string {
    return this.byName.get(stage.name) ? `/${stage.name}` : `/${api.id}/${stage.name}`;
  }

  /** All stages of that name. */
  named(stage: string, api?: string): readonly CompiledStage[] {
    const apis = this.apis.filter(({ id, name }) => api === undefined || api === id || api === name);
    return apis.flatMap(({ id }) => this.byApi.get(id)?.get(stage) ?? []);
  }

  private hostOf(host: string): Host {
    const known = this.hosts.get(host);
    if (known) return known;
    const name = host.replace(/:\d*$/, '').toLowerCase();
    const mappings = this.domains.get(name) ?? this.domains.get(name.replace(/^[^.]*/, '*'));
    // A private API has a name for each of its VPC endpoints.
    const apiId = /^([^.]+?)(?:-vpce-[^.]+)?\.execute-api\./.exec(name)?.[1];
    const made = { name, mappings, apiId };
    if (this.hosts.size >= MOST_HOSTS) this.hosts.clear();
    this.hosts.set(host, made);
    return made;
  }

  private findMapped(domainName: string, mappings: readonly ApiMapping[], path: string): Located | undefined {
    // Where one base path has more than one level, none of them has to end where a segment of the path does.
    const end = mappings.some(({ basePath }) => basePath.includes('/')) ? '' : '/';
    const mapping = mappings.find(({ basePath }) => basePath === '' || `${path}/`.startsWith(`/${basePath}${end}`));
    const stages = mapping && this.byApi.get(mapping.apiId);
    if (!stages) return undefined;
    const { basePath } = mapping;
    const prefix = basePath === '' ? '' : `/${basePath}`;
    const rest = path.slice(prefix.length);
    const [stage, behind, left] = mapping.stage === undefined ? byFirstSegment(stages, rest) : [stages.get(mapping.stage), '', rest] as const;
    return stage && { stage, address: { domainName, prefix: prefix + behind, basePath }, path: rooted(left) };
  }

  private findHosted(domainName: string, apiId: string, path: string): Located | undefined {
    const api = this.apis.find(({ id }) => id === apiId);
    if (!api || api.endpoint.disableExecuteApiEndpoint) return undefined;
    const [stage, prefix, left] = byFirstSegment(this.byApi.get(apiId)!, path);
    return stage && { stage, address: { domainName, prefix }, path: rooted(left) };
  }

  private findByPath(path: string): Located | undefined {
    const [named, prefix, left] = byFirstSegment(this.byName, path);
    if (named) return { stage: named, address: { domainName: domainOf(named.api), prefix }, path: rooted(left) };
    const [stages, , behind] = byFirstSegment(this.byApi, path);
    const [stage, inner, rest] = stages ? byFirstSegment(stages, behind) : [];
    return stage && { stage, address: { domainName: domainOf(stage.api), prefix: inner! }, path: rooted(rest!) };
  }
}

/** What the first segment names, the segment with its slash, and what is behind it. */
function byFirstSegment<T>(named: ReadonlyMap<string, T>, path: string): readonly [T | undefined, string, string] {
  const start = path.search(/[^/]/);
  if (start === -1) return [undefined, '', path];
  const slash = path.indexOf('/', start);
  const end = slash === -1 ? path.length : slash;
  const name = path.slice(start, end);
  return [named.get(name), `/${name}`, path.slice(end)];
}

/** Slashes at the beginning are one. */
function rooted(path: string): string {
  return path.startsWith('//') || !path.startsWith('/') ? `/${path.replace(/^\/+/, '')}` : path;
}

function domainOf({ id, region }: RestApiModel): string {
  return `${id}.execute-api.${region}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}`;
}
