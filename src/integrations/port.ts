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

/** The timeout in the integration's own unit, checked against what the endpoint allows. */
export function timeoutInMillis(timeout: Duration | undefined, { route, edge, problems }: IntegrationContext): { timeoutInMillis?: number } {
  if (!timeout) return {};
  const milliseconds = timeout.toMilliseconds({ integral: false });
  if (isKnown(milliseconds)) {
    if (milliseconds < 50) {
      problems.add('IntegrationTimeout', route.routeKey, milliseconds, 'less than 50 ms');
    } else if (!Number.isInteger(milliseconds)) {
      problems.add('IntegrationTimeout', route.routeKey, milliseconds, 'which is no whole number');
    } else if (milliseconds > DEFAULT_QUOTA && edge) {
      problems.add('IntegrationTimeout', route.routeKey, milliseconds, 'and an edge-optimized API allows 29 s at most');
    } else if (milliseconds > DEFAULT_QUOTA) {
      problems.warn('RaisedTimeoutQuota', route.routeKey, milliseconds);
    }
  }
  return { timeoutInMillis: milliseconds };
}
