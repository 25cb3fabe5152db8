import { loadJose, type Claims } from './jose';
import type { TokenKeys } from './token-keys';
import type { UserPoolName } from './user-pool';
import type { Clock } from '../../runtime/services';
import { BoundedCache } from '../bounded-cache';

/** Bytes, more or less. */
const CACHE_SIZE = 16 * 1024 * 1024;
const CLAIMS_SIZE = 2048;

/** A token is no good; `expired` once was. */
export class TokenError extends Error {
  override readonly name = 'TokenError';

  constructor(readonly expired: boolean, message: string) {
    super(message);
  }
}

/** Verifies tokens of user pools, each once. */
export class TokenVerifier {
  private readonly verified = new BoundedCache<Claims>(CACHE_SIZE, () => CLAIMS_SIZE);

  constructor(private readonly keys: TokenKeys, private readonly clock: Clock) {}

  /** The claims of a token that was verified before, for as long as it is good. */
  known(token: string, pools: readonly UserPoolName[]): Claims | undefined {
    for (const pool of pools) {
      const claims = this.verified.get(keyOf(token, pool), this.clock());
      if (claims) return claims;
    }
    return undefined;
  }

  /** The claims of a token of one of the pools. It throws a `TokenError` where it is none. */
  async verify(token: string, pools: readonly UserPoolName[]): Promise<Claims> {
    const { decodeJwt, errors, jwtVerify } = await loadJose();
    const issuer = await Promise.resolve(token).then(decodeJwt).then(({ iss }) => iss, refuse);
    for (const pool of pools) {
      const source = await this.keys.sourceOf(pool).catch((error: Error) => refuse(new Error(`the keys of ${pool.id} cannot be read: ${error.message}`)));
      if (source.issuer !== issuer) continue;
      const { payload } = await jwtVerify(token, source.keys, { issuer, algorithms: ['RS256'], requiredClaims: ['exp'], currentDate: new Date(this.clock()) })
        .catch((error: Error) => { throw new TokenError(error instanceof errors.JWTExpired, error.message); });
      this.verified.set(keyOf(token, pool), payload, payload.exp! * 1000);
      return payload;
    }
    throw new TokenError(false, `the token is by ${issuer}, which is none of ${pools.map(({ id }) => id).join(', ')}`);
  }
}

function keyOf(token: string, { arn }: UserPoolName): string {
  return `${arn} ${token}`;
}

function refuse(error: Error): never {
  throw new TokenError(false, error.message);
}
