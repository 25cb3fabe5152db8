import type { Exchange } from './exchange';
import type { Failure } from './failure';
import type { Functions } from './lambda/functions';
import type { Reply } from './reply';
import type { Services } from './services';
import type { Json } from '../json';
import type { Definition, Method } from '../model/definition';
import type { DiagnosticCode } from '../model/diagnostic';
import type { GatewayModel } from '../model/gateway';
import type { MethodSetting, RestApiModel, Stage } from '../model/rest-api';
import type { Source, Texts } from '../model/source';

/**
 * One thing that stands between a request and its method's integration: a resource policy, an authorizer, an API key, a throttle,
 * a validator, a cache. It is made when the program is compiled, and only for methods that need it.
 */
export interface Step {
  /** As traces and logs call it. */
  readonly name: string;
  /** Gives nothing to let the request go on, or what answers it instead. It may throw a failure, too. */
  before(exchange: Exchange): Verdict | Promise<Verdict>;
  /**
   * Sees the response that the integration led to, before it is sent, and may give another in its place. Gateway responses do not
   * come here, nor do replies that a step gave.
   */
  after?(exchange: Exchange, reply: Reply): Reply;
}

export type Verdict = Reply | Failure | undefined;

/** Makes the step of a method, where the method needs one. It may throw a `Failure`: every request to the method then gets that. */
export type StepFactory = (scope: MethodScope) => Step | undefined;

/** Where a method is compiled: once for each stage, and once more for the stage's canary. */
export interface MethodScope extends ReleaseScope {
  readonly method: Method;
  /** What requests come with: the method's own, or of ANY one that the stage has settings for. */
  readonly httpMethod: string;
  /** What the stage's settings come to for this method. */
  readonly settings: MergedSettings;
}

/** One side of a stage: what was deployed, with its variables. */
export interface ReleaseScope {
  readonly model: GatewayModel;
  readonly api: RestApiModel;
  readonly stage: Stage;
  readonly definition: Definition;
  readonly deploymentId: string;
  readonly canary: boolean;
  /** The stage's variables, with the canary's overrides on its side. */
  readonly variables: Texts;
  readonly functions: Functions;
  readonly services: Services;
  /** Says what is wrong, where that is known before any request. */
  readonly report: (code: DiagnosticCode, where: Source, message: string) => void;
}

export type MergedSettings = Omit<MethodSetting, 'resourcePath' | 'httpMethod'>;

/** What an authorizer found out; `$context.authorizer` and `requestContext.authorizer`. */
export type AuthorizerContext = Readonly<Record<string, Json>>;
