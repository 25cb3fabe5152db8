import type { Asset } from '../assembly/assets';
import type { Resource } from '../cloudformation/resource';
import type { FunctionCode } from '../model/lambda';
import type { Node } from '../node';

/** Where a function's code is. */
export function readCode(resource: Resource): FunctionCode {
  const code = resource.get('Code');
  const inline = code.get('ZipFile').text();
  if (inline !== undefined && resource.get('PackageType').value !== 'Image') return { kind: 'inline', text: inline };
  const uri = code.get('ImageUri').text();
  return uri === undefined ? fileCode(resource, code) : { kind: 'image', uri };
}

/** Where a layer's content is. */
export function readLayerCode(resource: Resource): FunctionCode {
  return fileCode(resource, resource.get('Content'));
}

function fileCode(resource: Resource, code: Node): FunctionCode {
  const local = typeof code.value === 'string' ? code.value : undefined;
  const key = local ?? code.get('S3Key').text() ?? '';
  const asset = findAsset(resource, key);
  if (asset) return { kind: asset.directory ? 'directory' : 'archive', path: asset.path };
  code.report('warning', 'unreadable-file', `the code, ${key || 'without a key'}, is not among the assets`);
  return { kind: 's3', bucket: code.get('S3Bucket').text() ?? '', key };
}

/** By the object's key; else by the path that the CDK and SAM write into the metadata. */
function findAsset(resource: Resource, key: string): Asset | undefined {
  const { assets } = resource.stack;
  return (key === '' ? undefined : assets.find(key)) ?? assets.find(resource.metadata('aws:asset:path').text() ?? '');
}
