import { aws_iam as iam, Lazy, Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { checkAccessRule } from './access-checks';
import type { AccessRule, AccessTerms } from './access-rule';
import type { BoundEndpoint } from './api-endpoint';
import { callsOf } from '../private/arns';
import { isListToken } from '../private/tokens';
import type { ProblemReport } from '../problems';

const MOST_CHARACTERS = 8192;
const EVERY_CALL = { Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };

interface Statement {
  readonly [name: string]: any;
}

export interface AccessPolicyProps {
  readonly endpoint: BoundEndpoint;
  readonly rules?: readonly AccessRule[];
  /** The keys of the routes that answer preflight requests, when the API is complete. */
  readonly preflightKeys: () => readonly string[];
}

/** The resource policy of an API: what its rules and its endpoint say, as one document. */
export class AccessPolicy {
  private readonly terms: readonly AccessTerms[];
  private readonly endpoint: BoundEndpoint;

  constructor(private readonly api: Construct, private readonly props: AccessPolicyProps) {
    this.terms = (props.rules ?? []).map(({ _terms: terms }) => terms);
    this.endpoint = props.endpoint;
  }

  /** The document, which is complete when the app is; without rules there is none. */
  public render(): unknown {
    return this.exists ? Lazy.any({ produce: () => this.document() }) : undefined;
  }

  /**
   * Checks the policy of an API that gets no more routes.
   *
   * @param unsigned the routes whose callers are not AWS identities
   */
  public check(unsigned: readonly string[], problems: ProblemReport): void {
    const { terms, endpoint: { endpointType } } = this;
    for (const one of terms) checkAccessRule(one, endpointType === 'PRIVATE', problems);
    if (endpointType === 'PRIVATE' && this.networks().length === 0 && !this.saysWho) problems.add('PrivateWithoutPath');
    const refused = this.keepsOutUnsigned ? [...unsigned, ...(this.named().length > 0 ? [] : this.props.preflightKeys())] : [];
    if (refused.length > 0) problems.add('AccessPrincipal', refused);
    const size = this.exists ? JSON.stringify(Stack.of(this.api).resolve(this.document())).length : 0;
    if (size > MOST_CHARACTERS) problems.warn('AccessPolicySize', size);
  }

  private get exists(): boolean {
    return this.terms.length > 0 || this.endpoint.vpcEndpoints.length > 0;
  }

  private document(): { readonly Version: string; readonly Statement: Statement[] } {
    return { Version: '2012-10-17', Statement: [...this.allowances(), ...this.refusals()] };
  }

  private get saysWho(): boolean {
    return this.terms.some(({ accounts, principals, policy }) => (accounts ?? principals ?? policy) !== undefined);
  }

  /** Whether every allowance is for AWS identities, or all but some identities are refused. */
  private get keepsOutUnsigned(): boolean {
    const given = this.given();
    const signed = [...this.named().map(asksWhoCalls), ...given.filter(({ Effect }) => Effect === 'Allow').map(namesPrincipals)];
    return (signed.length > 0 && !signed.includes(false)) || given.some(({ Effect, NotPrincipal }) => Effect === 'Deny' && NotPrincipal !== undefined);
  }

  /** Who is let in: as no policy but an explicit one lets in callers who are not AWS identities, everybody, unless a rule says who. */
  private allowances(): Statement[] {
    return this.saysWho ? [...this.named(), ...this.preflight(), ...this.given()] : [{ Effect: 'Allow', Principal: '*', ...EVERY_CALL }];
  }

  /** Browsers sign no preflight requests. */
  private preflight(): Statement[] {
    const keys = this.named().length > 0 ? this.props.preflightKeys() : [];
    return keys.length > 0 ? [{ Effect: 'Allow', Principal: '*', ...EVERY_CALL, Resource: keys.map((key) => `execute-api:/*/${callsOf(key)}`) }] : [];
  }

  /** Allowances for the principals of rules. */
  private named(): Statement[] {
    const principals = this.terms.flatMap(({ accounts = [], principals: named = [] }) => [
      ...accounts.filter((account) => !isListToken(account)).map((account) => new iam.AccountPrincipal(account)), ...named,
    ]);
    const text = ({ policyFragment: { principalJson } }: iam.IPrincipal) => JSON.stringify(Stack.of(this.api).resolve(principalJson));
    return byConditions(inOrderOf(principals, text)).map((some) => new iam.PolicyStatement({
      principals: some, actions: [EVERY_CALL.Action], resources: [EVERY_CALL.Resource],
    }).toJSON() as Statement);
  }

  /** The statements of the app's own policies. */
  private given(): Statement[] {
    return this.terms.flatMap(({ policy }) => (policy?.toJSON()?.Statement ?? []) as Statement[]);
  }

  /** Who is kept out. A refusal is explicit, because a policy of the caller's or of a Lambda authorizer may allow the call as well. */
  private refusals(): Statement[] {
    const addressKey = this.endpoint.endpointType === 'PRIVATE' ? 'aws:VpcSourceIp' : 'aws:SourceIp';
    const refuse = (Condition: Record<string, Record<string, string[]>>) => ({ Effect: 'Deny', Principal: '*', ...EVERY_CALL, Condition });
    const networks = this.networks();
    const allowed = sorted(this.terms.flatMap(({ allowedRanges = [] }) => allowedRanges));
    const denied = sorted(this.terms.flatMap(({ deniedRanges = [] }) => deniedRanges));
    return [
      ...(networks.length > 0 ? [refuse({ StringNotEquals: Object.fromEntries(networks) })] : []),
      ...(allowed.length > 0 ? [refuse({ NotIpAddress: { [addressKey]: allowed } })] : []),
      ...(denied.length > 0 ? [refuse({ IpAddress: { [addressKey]: denied } })] : []),
    ];
  }

  /** The networks from which a private API is called, by condition key: a call is refused that is from none of them. */
  private networks(): [string, string[]][] {
    const vpcs = this.terms.flatMap(({ vpcs: some = [] }) => some);
    const endpoints = [...this.endpoint.vpcEndpoints, ...this.terms.flatMap(({ vpcEndpoints = [] }) => vpcEndpoints)];
    const networks: [string, string[]][] = [
      ['aws:SourceVpc', inOrder(vpcs).map(({ vpcId }) => vpcId)],
      ['aws:SourceVpce', inOrder(endpoints).map(({ vpcEndpointId }) => vpcEndpointId)],
    ];
    return networks.filter(([, ids]) => ids.length > 0);
  }
}

/** Whether a statement is for some principals: such a policy keeps out callers who are not AWS identities. */
function namesPrincipals({ Principal, NotPrincipal }: Statement): boolean {
  return NotPrincipal !== undefined || (Principal !== '*' && Principal?.AWS !== '*');
}

function asksWhoCalls(statement: Statement): boolean {
  return namesPrincipals(statement) || /"aws:Principal/i.test(JSON.stringify(statement.Condition ?? {}));
}

/** Principals that one statement can have. */
function byConditions(principals: readonly iam.IPrincipal[]): iam.IPrincipal[][] {
  const groups = new Map<string, iam.IPrincipal[]>();
  for (const principal of principals) {
    const { conditions, principalJson } = principal.policyFragment;
    const key = JSON.stringify([conditions, 'LiteralString' in principalJson]);
    groups.set(key, [...groups.get(key) ?? [], principal]);
  }
  return [...groups.values()];
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

function inOrder<T extends IConstruct>(constructs: readonly T[]): T[] {
  return inOrderOf([...new Set(constructs)], ({ node }) => node.path);
}

function inOrderOf<T>(things: readonly T[], textOf: (thing: T) => string): T[] {
  return things.map((thing) => [textOf(thing), thing] as const).sort(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, thing]) => thing);
}
