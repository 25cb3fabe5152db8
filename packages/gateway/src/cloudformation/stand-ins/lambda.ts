import { localNumber } from '../../local-id';
import type { Resource } from '../resource';
import type { StandIns } from './stand-in';

const FUNCTION_ARN = 'arn:{partition}:lambda:{region}:{account}:function:{name}';

/** The ARN of the function, version or alias that a property gives by name or ARN, whole or in part. */
export function functionArn(given: string, { stack }: Resource): string {
  if (given.startsWith('arn:')) return given;
  const name = given.replace(/^(.*:)?function:/, '');
  return `arn:${stack.partition}:lambda:${stack.region}:${stack.account}:function:${name}`;
}

/** The ARN of a function without a version or an alias. */
export function unqualifiedArn(arn: string): string {
  return arn.split(':').slice(0, 7).join(':');
}

/** The number of an `AWS::Lambda::Version`; it comes from stack and logical id alone. */
export function versionNumber(version: Resource): string {
  return String(localNumber(version.stack.key, version.logicalId));
}

/** The ARN of an `AWS::Lambda::Version`. */
export function versionArn(version: Resource): string {
  return `${ownFunctionArn(version)}:${versionNumber(version)}`;
}

/** The ARN of an `AWS::Lambda::Alias`. */
export function aliasArn(alias: Resource): string {
  return `${ownFunctionArn(alias)}:${alias.get('Name').text() ?? alias.logicalId}`;
}

/** The unqualified ARN of the function that a version or an alias is of. */
export function ownFunctionArn(resource: Resource): string {
  return unqualifiedArn(functionArn(resource.get('FunctionName').text() ?? resource.logicalId, resource));
}

function layerArn(layer: Resource): string {
  const { partition, region, account, key } = layer.stack;
  return `arn:${partition}:lambda:${region}:${account}:layer:${layer.nameFrom('LayerName')}:${localNumber(key, layer.logicalId)}`;
}

/** The types of Lambda. */
export const LAMBDA: StandIns = {
  'AWS::Lambda::Alias': { ref: aliasArn, attributes: { AliasArn: aliasArn } },
  'AWS::Lambda::Function': { name: 'FunctionName', attributes: { Arn: FUNCTION_ARN } },
  'AWS::Lambda::LayerVersion': { ref: layerArn, attributes: { LayerVersionArn: layerArn } },
  'AWS::Lambda::Url': { ref: ownFunctionArn, attributes: { FunctionArn: ownFunctionArn, FunctionUrl: 'https://{id}.lambda-url.{region}.on.aws/' } },
  'AWS::Lambda::Version': { ref: versionArn, attributes: { FunctionArn: versionArn, Version: versionNumber } },
};
