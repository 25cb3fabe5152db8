import type { Definition } from './definition';
import type { Sourced, Texts } from './source';

/** A REST API with all that was released of it. */
export interface RestApiModel extends Sourced {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** `arn:aws:execute-api:{region}:{account}:{id}`, what the ARNs of methods and authorizers begin with. */
  readonly executeApiArn: string;
  readonly endpoint: Endpoint;
  /** As the template has it now; a stage serves its deployment's. */
  readonly definition: Definition;
  /** By id. An id comes from stack and logical id alone: the same deployment keeps it from one reading to the next. */
  readonly deployments: Readonly<Record<string, Deployment>>;
  readonly stages: readonly Stage[];
}

export interface Endpoint {
  readonly type: 'EDGE' | 'REGIONAL' | 'PRIVATE';
  readonly vpcEndpointIds: readonly string[];
  readonly disableExecuteApiEndpoint: boolean;
}

export interface Deployment extends Sourced {
  readonly id: string;
  /** What a deployment that is created now takes a snapshot of; one that is known from an earlier reading keeps the one it had. */
  readonly definition: Definition;
}

export interface Stage extends Sourced {
  readonly name: string;
  /** Absent where the stage points at a deployment that the templates do not have. */
  readonly deploymentId?: string;
  readonly variables: Texts;
  readonly canary?: CanarySettings;
  readonly methodSettings: readonly MethodSetting[];
  readonly cacheCluster: { readonly enabled: boolean; readonly size?: string };
  readonly accessLog?: AccessLogSettings;
  readonly tracingEnabled: boolean;
  readonly clientCertificateId?: string;
  readonly documentationVersion?: string;
}

export interface CanarySettings {
  /** The stage's own deployment where the template names none. */
  readonly deploymentId?: string;
  /** 0 to 100. */
  readonly percentTraffic: number;
  readonly stageVariableOverrides: Texts;
  readonly useStageCache: boolean;
}

/** Settings of the methods that a path and a method match; what is absent is left to a wider entry. */
export interface MethodSetting {
  /** `/orders/{orderId}`, or `/*` for all. */
  readonly resourcePath: string;
  /** `GET`, …, or `*` for all. */
  readonly httpMethod: string;
  readonly cachingEnabled?: boolean;
  readonly cacheTtlInSeconds?: number;
  readonly throttlingRateLimit?: number;
  readonly throttlingBurstLimit?: number;
  readonly loggingLevel?: 'OFF' | 'ERROR' | 'INFO';
  readonly dataTraceEnabled?: boolean;
  readonly metricsEnabled?: boolean;
}

export interface AccessLogSettings {
  readonly format: string;
  /** Of a log group, without `:*` at its end, or of a delivery stream. */
  readonly destinationArn: string;
}
