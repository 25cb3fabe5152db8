import { LocalIssuer } from './cognito/local-issuer';
import { TokenKeys } from './cognito/token-keys';
import { userPoolOf, type UserPoolName } from './cognito/user-pool';
import { TokenVerifier } from './cognito/verifier';
import { principalOf, type Principal } from './iam/principal';
import type { Limits } from './limits/token-bucket';
import type { AccessOptions, TokenOptions, UnauthorizedCacheControl } from './options';
import type { GatewayModel } from '../model/gateway';
import type { Clock } from '../runtime/services';

/** What the gateway has in place of IAM and of Cognito. */
export class Access {
  /** By access key. */
  readonly principals: ReadonlyMap<string, Principal>;
  readonly unauthorizedCacheControl: UnauthorizedCacheControl;
  readonly accountThrottle?: Limits;
  readonly verifier: TokenVerifier;
  private readonly issuer: LocalIssuer;
  private readonly keys: TokenKeys;

  constructor(options: AccessOptions, clock: Clock) {
    const { credentials = [], userPools = {}, unauthorizedCacheControl = 'SUCCEED_WITH_RESPONSE_HEADER' } = options;
    this.principals = new Map(credentials.map((one) => [one.accessKeyId, principalOf(one)]));
    this.unauthorizedCacheControl = unauthorizedCacheControl;
    this.accountThrottle = options.accountThrottle;
    this.issuer = new LocalIssuer(clock);
    this.keys = new TokenKeys(userPools, this.issuer);
    this.verifier = new TokenVerifier(this.keys, clock);
  }

  /** A token that a user pool of the templates, or one that an authorizer names, could have issued. */
  async issueToken({ userPool, ...options }: TokenOptions, model: GatewayModel): Promise<string> {
    const pools = userPoolsOf(model);
    const pool = pools.find(({ id, arn, logicalId }) => userPool === id || userPool === arn || userPool === logicalId);
    if (!pool) throw new Error(`There is no user pool ${userPool}; there are: ${pools.map(({ id }) => id).join(', ')}`);
    if (!this.keys.isLocal(pool)) throw new Error(`Tokens of ${userPool} are not the gateway's to issue: its keys are given`);
    return this.issuer.issue(pool, options);
  }
}

function userPoolsOf({ userPools, rest }: GatewayModel): Array<UserPoolName & { readonly logicalId?: string }> {
  const named = rest.flatMap(({ definition }) => Object.values(definition.authorizers).flatMap(({ providerArns }) => providerArns));
  const own = userPools.flatMap(({ arn, source: { logicalId } }) => ({ arn, logicalId }));
  return [...own, ...named.map((arn) => ({ arn, logicalId: undefined }))].flatMap(({ arn, logicalId }) => {
    const pool = userPoolOf(arn);
    return pool ? [{ ...pool, logicalId }] : [];
  });
}
