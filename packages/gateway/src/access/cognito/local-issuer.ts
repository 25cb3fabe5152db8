import { createHash } from 'node:crypto';
import { loadJose, type KeySet } from './jose';
import type { UserPoolName } from './user-pool';
import type { Clock } from '../../runtime/services';
import type { TokenOptions } from '../options';

const KEY_ID = 'stagecraft-local';
const ALGORITHM = 'RS256';

/** Issues tokens as a user pool does, with a key that nobody else has. */
export class LocalIssuer {
  constructor(private readonly clock: Clock) {}

  async keys(): Promise<KeySet> {
    const { exportJWK } = await loadJose();
    const { publicKey } = await keyPair();
    return { keys: [{ ...await exportJWK(publicKey), kid: KEY_ID, alg: ALGORITHM, use: 'sig' }] };
  }

  async issue(pool: UserPoolName, { claims = {}, scopes, expiresInSeconds = 3600 }: Omit<TokenOptions, 'userPool'>): Promise<string> {
    const { SignJWT } = await loadJose();
    const { privateKey } = await keyPair();
    const now = Math.floor(this.clock() / 1000);
    const username = typeof claims['cognito:username'] === 'string' ? claims['cognito:username'] : 'local';
    const own = scopes
      ? { token_use: 'access', scope: scopes.join(' '), client_id: 'local', username }
      : { 'token_use': 'id', 'aud': 'local', 'cognito:username': username };
    const common = { sub: uuidOf(pool.id, username), iss: pool.issuer, auth_time: now, iat: now, exp: now + expiresInSeconds };
    return new SignJWT({ ...common, ...own, ...claims }).setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID }).sign(privateKey);
  }
}

/** One pair serves all gateways of a process: to make it takes longer than all else. */
let pair: ReturnType<typeof generatePair> | undefined;

function keyPair(): ReturnType<typeof generatePair> {
  return pair ??= generatePair();
}

async function generatePair() {
  const { generateKeyPair } = await loadJose();
  return generateKeyPair(ALGORITHM);
}

/** The same user has the same id each time. */
function uuidOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}
