import type { ResourceIndex } from './index-of-resources';
import { readCode, readLayerCode } from './lambda-code';
import type { Resource } from '../cloudformation/resource';
import { aliasArn, functionArn, ownFunctionArn, versionArn, versionNumber } from '../cloudformation/stand-ins/lambda';
import type { LambdaAlias, LambdaFunction, LambdaLayer, LambdaModel, LambdaPermission, LambdaVersion } from '../model/lambda';

/** Functions, and what points at them. */
export function readLambda(index: ResourceIndex): LambdaModel {
  const layers = new Map(index.ofType('AWS::Lambda::LayerVersion').map((layer) => [layer.ref(), layer]));
  const functions = index.ofType('AWS::Lambda::Function').map((resource) => readFunction(resource, layers));
  const byArn = new Map(functions.map((one) => [one.arn, one]));
  return {
    functions,
    versions: index.ofType('AWS::Lambda::Version').flatMap((resource) => readVersion(resource, byArn) ?? []),
    aliases: index.ofType('AWS::Lambda::Alias').map(readAlias),
    permissions: index.ofType('AWS::Lambda::Permission').flatMap((resource) => readPermission(resource) ?? []),
  };
}

function readFunction(resource: Resource, layers: ReadonlyMap<string, Resource>): LambdaFunction {
  const code = readCode(resource);
  return {
    arn: resource.attribute('Arn'),
    name: resource.ref(),
    runtime: resource.get('Runtime').text(),
    handler: resource.get('Handler').text(),
    code,
    environment: resource.get('Environment').get('Variables').texts(),
    timeoutInSeconds: resource.get('Timeout').number() ?? 3,
    memorySizeInMb: resource.get('MemorySize').number() ?? 128,
    layers: resource.get('Layers').list().map((arn) => readLayer(arn, layers.get(arn))),
    architectures: resource.get('Architectures').present ? resource.get('Architectures').list() : ['x86_64'],
    reservedConcurrentExecutions: resource.get('ReservedConcurrentExecutions').number(),
    source: resource.source,
  };
}

function readLayer(arn: string, layer: Resource | undefined): LambdaLayer {
  return { arn, code: layer && readLayerCode(layer) };
}

function readVersion(resource: Resource, functions: ReadonlyMap<string, LambdaFunction>): LambdaVersion | undefined {
  const ownFunction = functions.get(ownFunctionArn(resource));
  if (!ownFunction) resource.get('FunctionName').report('warning', 'unknown-reference', 'there is no such function among the templates');
  return ownFunction && { arn: versionArn(resource), version: versionNumber(resource), function: ownFunction, source: resource.source };
}

function readAlias(resource: Resource): LambdaAlias {
  const weights = resource.get('RoutingConfig').get('AdditionalVersionWeights').items().flatMap((weight) => {
    const version = weight.required('FunctionVersion');
    return version === undefined ? [] : [[version, weight.get('FunctionWeight').number() ?? 0] as const];
  });
  return {
    arn: aliasArn(resource),
    name: resource.required('Name') ?? resource.logicalId,
    functionArn: ownFunctionArn(resource),
    functionVersion: resource.required('FunctionVersion') ?? '$LATEST',
    additionalVersionWeights: Object.fromEntries(weights),
    source: resource.source,
  };
}

function readPermission(resource: Resource): LambdaPermission | undefined {
  const name = resource.required('FunctionName');
  return name === undefined ? undefined : {
    functionArn: functionArn(name, resource),
    action: resource.required('Action') ?? '',
    principal: resource.required('Principal') ?? '',
    sourceArn: resource.get('SourceArn').text(),
    sourceAccount: resource.get('SourceAccount').text(),
    source: resource.source,
  };
}
