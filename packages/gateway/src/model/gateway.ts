import type { CustomDomain } from './custom-domain';
import type { Diagnostic } from './diagnostic';
import type { LambdaModel } from './lambda';
import type { RestApiModel } from './rest-api';
import type { Sourced } from './source';
import type { ApiKey, UsagePlan } from './usage-plan';

/** Everything of the templates that a local gateway runs, evaluated and in one shape. */
export interface GatewayModel {
  readonly rest: readonly RestApiModel[];
  readonly usagePlans: readonly UsagePlan[];
  readonly apiKeys: readonly ApiKey[];
  readonly domains: readonly CustomDomain[];
  readonly lambda: LambdaModel;
  readonly userPools: readonly UserPool[];
  readonly logGroups: readonly LogGroup[];
  readonly privateTargets: readonly PrivateTarget[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface UserPool extends Sourced {
  readonly id: string;
  readonly arn: string;
}

/** Where private integrations lead to: a VPC link, or a load balancer or a listener of one. */
export interface PrivateTarget extends Sourced {
  /** A VPC link's id, or an ARN. */
  readonly id: string;
  readonly name?: string;
}

export interface LogGroup extends Sourced {
  readonly name: string;
  /** Without `:*` at its end. */
  readonly arn: string;
}
