import type { JsonObject } from '../json';
import type { Limits } from './limits/token-bucket';

/** What the gateway has in place of IAM and of Cognito. */
export interface AccessOptions {
  /**
   * Who may sign requests to methods with `AWS_IAM`.
   *
   * @default - nobody
   */
  readonly credentials?: readonly LocalCredentials[];
  /**
   * Where the keys are that user pools sign with, by id or ARN of the pool: the URL or the file of a JSON Web Key Set. With a URL that ends in
   * `/.well-known/jwks.json`, what stands before that is the issuer.
   *
   * @default - tokens are those that the gateway issues
   */
  readonly userPools?: Readonly<Record<string, string>>;
  /**
   * What comes of `Cache-Control: max-age=0` from a caller who may not invalidate a cache. A stage's setting says so, which no template has.
   *
   * @default 'SUCCEED_WITH_RESPONSE_HEADER'
   */
  readonly unauthorizedCacheControl?: UnauthorizedCacheControl;
  /**
   * What the account lets through to all APIs of a region together; the service's own quota is 10,000 requests per second, 5,000 at once.
   *
   * @default - everything
   */
  readonly accountThrottle?: Limits;
}

export type UnauthorizedCacheControl = 'FAIL_WITH_403' | 'SUCCEED_WITH_RESPONSE_HEADER' | 'SUCCEED_WITHOUT_RESPONSE_HEADER';

/** Credentials that mean something here only. */
export interface LocalCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /**
   * What has to come with temporary credentials.
   *
   * @default - the credentials are not temporary
   */
  readonly sessionToken?: string;
  /**
   * When temporary credentials end.
   *
   * @default - they do not
   */
  readonly expiration?: Date;
  /**
   * A user, or the session of a role.
   *
   * @default - the user `local`
   */
  readonly principalArn?: string;
  /**
   * The caller's account.
   *
   * @default - the account of the principal's ARN
   */
  readonly accountId?: string;
  /**
   * What the principal may call, and whose caches it may invalidate: ARNs of methods, with wildcards.
   *
   * @default - what `policies` say; without those, everything
   */
  readonly allow?: readonly string[];
  /**
   * The principal's own policies, as documents: with denials, conditions and variables.
   *
   * @default - none
   */
  readonly policies?: readonly JsonObject[];
  /**
   * `aws:PrincipalOrgID` and `$context.identity.principalOrgId`.
   *
   * @default - the account is in no organization
   */
  readonly organizationId?: string;
  /**
   * `aws:PrincipalTag/…`.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What a token is to say. */
export interface TokenOptions {
  /** Id, ARN or logical id of a user pool. */
  readonly userPool: string;
  /**
   * More claims, and others in place of the token's own.
   *
   * @default - none
   */
  readonly claims?: Readonly<Record<string, unknown>>;
  /**
   * Makes it an access token.
   *
   * @default - it is an ID token
   */
  readonly scopes?: readonly string[];
  /** @default 3600 */
  readonly expiresInSeconds?: number;
}
