import type { aws_apigateway as apigateway } from 'aws-cdk-lib';
import { methodsOf, pathOf } from '../stages/method-settings';

/** The throttles of a usage plan for the routes of one API, as CloudFormation takes them: `/orders/GET`, and `//GET` for the root. */
export function routeThrottles(
  throttles: Readonly<Record<string, apigateway.ThrottleSettings>>, present: ReadonlySet<string>,
): Record<string, apigateway.ThrottleSettings> {
  const rendered = Object.entries(throttles).filter(([routeKey]) => present.has(routeKey))
    .flatMap(([routeKey, { rateLimit, burstLimit }]) => methodsOf(routeKey, present).map((method) => [`${pathOf(routeKey)}/${method}`, { rateLimit, burstLimit }] as const));
  return Object.fromEntries(rendered.sort(([a], [b]) => (a < b ? -1 : 1)));
}
