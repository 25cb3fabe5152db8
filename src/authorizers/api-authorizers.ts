import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Authorizer } from './authorizer';
import type { BoundAuthorizer } from './port';
import type { RequiredScheme } from '../document/operation';
import type { ProblemReport } from '../problems';
import type { Invocation } from '../stages/invocation';

/** What a route requires of its callers, and the function that says who they are. */
export interface RequiredAuthorizer {
  /** The same list for all routes that require the same of them. */
  readonly requires: readonly RequiredScheme[];
  readonly invocation?: Invocation;
}

interface SharedAuthorizer extends BoundAuthorizer, RequiredAuthorizer {}

const ANYBODY: SharedAuthorizer = { requires: [] };

/** The authorizers of one API: each is bound once, however many routes it guards. */
export class ApiAuthorizers {
  private readonly bound = new Map<Authorizer, SharedAuthorizer>();
  /** The content of each named authorizer. */
  private readonly named = new Map<string, string>();
  private readonly unsigned: string[] = [];

  constructor(private readonly api: Construct, private readonly problems: ProblemReport) {}

  /** The routes whose callers are not AWS identities. */
  public get unsignedRouteKeys(): readonly string[] {
    return this.unsigned;
  }

  /** What a route with an authorizer requires, with the route's own scopes if it has some. */
  public requiredBy(routeKey: string, authorizer: Authorizer | undefined, scopes: string[] | undefined): RequiredAuthorizer {
    const { scheme, takesScopes, signed, invocation, requires } = authorizer ? this.bind(authorizer) : ANYBODY;
    if (!signed) this.unsigned.push(routeKey);
    if (scopes && !takesScopes) this.problems.add('ScopesWithoutUserPool', routeKey, scopes);
    return scheme && scopes ? { requires: [{ ...scheme, scopes }], invocation } : { requires, invocation };
  }

  /** Checks the authorizers of an API that gets no more routes. */
  public check(): void {
    if (this.named.size > 10) this.problems.warn('TooManyAuthorizers', this.named.size);
  }

  private bind(authorizer: Authorizer): SharedAuthorizer {
    const present = this.bound.get(authorizer);
    if (present) return present;
    const { partition, region } = Stack.of(this.api);
    const given = authorizer._bind({ partition, region, problems: this.problems });
    const bound = { ...given, requires: given.scheme ? [given.scheme] : [] };
    this.bound.set(authorizer, bound);
    if (bound.scheme && 'x-amazon-apigateway-authorizer' in bound.scheme.scheme) this.claimName(bound.scheme);
    return bound;
  }

  /** Two authorizers that say the same are one. */
  private claimName({ name, scheme }: RequiredScheme): void {
    const content = JSON.stringify(scheme);
    if ((this.named.get(name) ?? content) !== content) this.problems.add('DuplicateAuthorizer', name);
    this.named.set(name, content);
  }
}
