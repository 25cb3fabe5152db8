import { CfnResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What maps a domain name to an API, and its property that has the API's id. */
const MAPPINGS: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::BasePathMapping': 'restApiId',
  'AWS::ApiGateway::BasePathMappingV2': 'restApiId',
  'AWS::ApiGatewayV2::ApiMapping': 'apiId',
};

/** Whether something in the app maps a domain name to an API. */
export function hasCustomDomain(api: Construct, restApiId: string): boolean {
  return api.node.root.node.findAll().some((construct) => {
    const property = CfnResource.isCfnResource(construct) ? MAPPINGS[construct.cfnResourceType] : undefined;
    return property !== undefined && (construct as unknown as Record<string, unknown>)[property] === restApiId;
  });
}
