import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The ARN of the calls to an API; `*` stands for any stage, method and path. */
export function executeApiArn(scope: IConstruct, apiId: string, stage: string, calls: string): string {
  return Stack.of(scope).formatArn({
    service: 'execute-api',
    resource: apiId,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    resourceName: `${stage}/${calls}`,
  });
}

/** A route key as the end of a call's ARN: path variables match anything. */
export function callsOf(routeKey: string): string {
  const [method, path = '/*'] = routeKey.split(' ');
  return `${method === 'ANY' ? '*' : method}${path.replace(/\{[^/]*\}/g, '*')}`;
}
