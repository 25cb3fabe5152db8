import * as path from 'node:path';
import type { Resource } from './resource';
import { Stack } from './stack';
import { readReference } from '../assembly/read-reference';

const MAX_NESTING = 10;

/** The stack that an `AWS::CloudFormation::Stack` makes, where its template is at hand. */
export function nestedStack(resource: Resource): Stack | undefined {
  const { stack, logicalId } = resource;
  const url = resource.get('TemplateURL');
  const location = resource.required('TemplateURL');
  if (location === undefined) return undefined;
  if (nesting(stack) >= MAX_NESTING) {
    url.report('error', 'circular-reference', `stacks are nested more than ${MAX_NESTING} levels deep`);
    return undefined;
  }
  const read = readReference(stack.assets.find(location) ? location : resource.metadata('aws:asset:path').text() ?? location, stack.assets, url);
  return read && new Stack(stack.cloud, {
    key: `${stack.key}/${logicalId}`,
    stackName: `${stack.stackName}-${logicalId}-${resource.id}`,
    file: path.basename(read.asset.path),
    template: read.content,
    account: stack.account,
    region: stack.region,
    parameters: {},
    assets: stack.assets,
    constructPaths: stack.constructPaths,
  }, resource);
}

function nesting(stack: Stack): number {
  return stack.parent ? nesting(stack.parent.stack) + 1 : 0;
}
