import { CfnResource, Stack } from 'aws-cdk-lib';
import { renderedProperties } from './replacement';
import type { LiteralOf } from '../document/portable';

/** The ARNs that follow from names that an app has chosen, by type, with the property that has the name. */
const ARNS: Readonly<Record<string, { readonly name: string; readonly arn: (name: string, properties: Record<string, unknown>) => string }>> = {
  'AWS::IAM::Role': { name: 'RoleName', arn: (name, { Path = '/' }) => `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role${Path}${name}` },
  'AWS::Lambda::Function': { name: 'FunctionName', arn: (name) => `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${name}` },
};

/** Follows references to functions and roles of a stack whose names the app has chosen. */
export function fixedNames(stack: Stack): LiteralOf {
  let resources: Map<string, CfnResource> | undefined;
  const known = new Map<string, string | undefined>();
  const literalOf = (reference: string) => {
    resources ??= new Map(stack.node.findAll().filter(CfnResource.isCfnResource).filter((one) => one.stack === stack && one.cfnResourceType in ARNS)
      .map((one) => [stack.resolve(one.logicalId), one]));
    const [logicalId, attribute] = reference.split('.');
    const resource = resources.get(logicalId);
    if (!resource) return undefined;
    const properties = renderedProperties(resource);
    const { name, arn } = ARNS[resource.cfnResourceType];
    const value = properties[name];
    if (typeof value !== 'string') return undefined;
    return attribute === undefined ? value : attribute === 'Arn' ? arn(value, properties) : undefined;
  };
  return (reference) => {
    if (!known.has(reference)) known.set(reference, literalOf(reference));
    return known.get(reference);
  };
}
