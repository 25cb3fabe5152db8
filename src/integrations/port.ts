import type { aws_lambda as lambda, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { IntegrationObject } from '../document/extensions/integration';
import { isKnown } from '../private/tokens';
import type { ProblemReport } from '../problems';
import type { Route } from '../route';

/** The route that asks for an integration, and where it stands. */
export interface IntegrationContext {
  /** The API: what the integration needs beside it stands below it. */
  readonly api: Construct;
  readonly route: Route;
  readonly partition: string;
  readonly region: string;
  /** Whether the API's endpoint is edge-optimized. */
  readonly edge: boolean;
  /** The media types whose bodies the API passes on as bytes. */
  readonly binaryMediaTypes: readonly string[];
  readonly problems: ProblemReport;
}

/** What a route gets. */
export interface BoundIntegration {
  readonly integration: IntegrationObject;
  /** The function that API Gateway has to be allowed to invoke. */
  readonly handler?: lambda.IFunction;
}

export type IntegrationBinder = (context: IntegrationContext) => BoundIntegration;

const DEFAULT_QUOTA = 29_000;
const STREAMING_LIMIT = 900_000;

/** The timeout in the integration's own unit, checked against what the endpoint allows, and streaming. */
export function timeoutInMillis(
  timeout: Duration | undefined, { route, edge, problems }: IntegrationContext, streaming = false,
): { timeoutInMillis?: number } {
  if (!timeout) return {};
  const milliseconds = timeout.toMilliseconds({ integral: false });
  const refuse = (why: string) => problems.add('IntegrationTimeout', route.routeKey, milliseconds, why);
  if (isKnown(milliseconds)) {
    if (milliseconds < 50) {
      refuse('less than 50 ms');
    } else if (!Number.isInteger(milliseconds)) {
      refuse('which is no whole number');
    } else if (streaming) {
      if (milliseconds > STREAMING_LIMIT) problems.add('StreamingTimeout', route.routeKey, milliseconds);
    } else if (milliseconds > DEFAULT_QUOTA && edge) {
      refuse('and an edge-optimized API allows 29 s at most');
    } else if (milliseconds > DEFAULT_QUOTA) {
      problems.warn('RaisedTimeoutQuota', route.routeKey, milliseconds);
    }
  }
  return { timeoutInMillis: milliseconds };
}

/** What makes an answer pass on piece by piece. */
export function transferMode(streaming: boolean, { route, edge, problems }: IntegrationContext): { responseTransferMode?: 'STREAM' } {
  if (!streaming) return {};
  if (edge) problems.warn('StreamingAtEdge', route.routeKey);
  return { responseTransferMode: 'STREAM' };
}
