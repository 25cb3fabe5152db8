import type { RequiredScheme } from '../document/operation';
import type { ProblemReport } from '../problems';
import type { Invocation } from '../stages/invocation';

/** The API that asks for an authorizer. */
export interface AuthorizerContext {
  readonly partition: string;
  readonly region: string;
  readonly problems: ProblemReport;
}

/** What an API gets. */
export interface BoundAuthorizer {
  /** What routes require; none where anybody may call. Its scopes are those of routes that say nothing else. */
  readonly scheme?: RequiredScheme;
  /** Whether routes may ask for scopes. */
  readonly takesScopes?: boolean;
  /** Whether callers are AWS identities. */
  readonly signed?: boolean;
  /** The function that API Gateway has to be allowed to invoke. */
  readonly invocation?: Invocation;
}

export type AuthorizerBinder = (context: AuthorizerContext) => BoundAuthorizer;
