import { ArnFormat, type IResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isKnown } from './tokens';

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

/** Where a resource is; an imported one may know that by its ARN only. */
export function placeOf({ env }: IResource, arn: string): { readonly region: string; readonly account: string } {
  const [region, account] = isKnown(arn) ? arn.split(':').slice(3) : [];
  return { region: region || env.region, account: account || env.account };
}
