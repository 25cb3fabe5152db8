import { readFileSync } from 'node:fs';
import { loadJose, type KeyFinder, type KeySet } from './jose';
import type { LocalIssuer } from './local-issuer';
import type { UserPoolName } from './user-pool';

const WELL_KNOWN = '/.well-known/jwks.json';

/** Who signs a user pool's tokens. */
export interface TokenSource {
  readonly issuer: string;
  readonly keys: KeyFinder;
}

/** Finds the keys of user pools. */
export class TokenKeys {
  private readonly sources = new Map<string, Promise<TokenSource>>();

  /** @param given URLs and files by id or ARN of a user pool */
  constructor(private readonly given: Readonly<Record<string, string>>, private readonly local: LocalIssuer) {}

  /** Whether the gateway itself issues a pool's tokens. */
  isLocal(pool: UserPoolName): boolean {
    return this.placeOf(pool) === undefined;
  }

  /** It fails where the keys cannot be read, and is tried again the next time. */
  sourceOf(pool: UserPoolName): Promise<TokenSource> {
    const known = this.sources.get(pool.arn);
    if (known) return known;
    const source = this.open(pool);
    source.catch(() => this.sources.delete(pool.arn));
    this.sources.set(pool.arn, source);
    return source;
  }

  private placeOf({ id, arn }: UserPoolName): string | undefined {
    return [id, arn].flatMap((name) => Object.hasOwn(this.given, name) ? this.given[name] : [])[0];
  }

  private async open(pool: UserPoolName): Promise<TokenSource> {
    const place = this.placeOf(pool);
    const { issuer } = pool;
    const { createLocalJWKSet, createRemoteJWKSet } = await loadJose();
    if (place === undefined) return { issuer, keys: createLocalJWKSet(await this.local.keys()) };
    if (!/^https?:/.test(place)) return { issuer, keys: createLocalJWKSet(JSON.parse(readFileSync(place, 'utf8')) as KeySet) };
    return { issuer: place.endsWith(WELL_KNOWN) ? place.slice(0, -WELL_KNOWN.length) : issuer, keys: createRemoteJWKSet(new URL(place)) };
  }
}
