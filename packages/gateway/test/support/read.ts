import type { StackTemplate } from '../../src/assembly/assembly';
import type { Asset, Assets } from '../../src/assembly/assets';
import { Cloud } from '../../src/cloudformation/cloud';
import { Diagnostics } from '../../src/diagnostics';
import { parseDocument } from '../../src/document';
import type { Json, JsonObject } from '../../src/json';
import type { GatewayModel } from '../../src/model/gateway';
import type { RestApiModel } from '../../src/model/rest-api';
import type { Texts } from '../../src/model/source';
import { readStacks } from '../../src/read';

/** Assets in memory: texts of files, by key. */
class MemoryAssets implements Assets {
  constructor(private readonly files: Texts) {}

  find(reference: string): Asset | undefined {
    return Object.hasOwn(this.files, reference) ? { path: reference, directory: false } : undefined;
  }

  read(asset: Asset): Json {
    return parseDocument(this.files[asset.path]);
  }
}

/** A stack whose template is at hand. */
export function stackOf(template: JsonObject, stack: Partial<StackTemplate> & { readonly files?: Texts } = {}): StackTemplate {
  const { files, ...given } = stack;
  return { key: 'Shop', stackName: 'Shop', file: 'Shop.template.json', template, parameters: {}, constructPaths: new Map(), assets: new MemoryAssets(files ?? {}), ...given };
}

export interface Evaluated {
  readonly value: Json | undefined;
  /** Codes with where they are: `invalid-function /Properties/Value/Fn::Join`. */
  readonly said: readonly string[];
}

/** What a value comes to as a property of a resource `Subject`. */
export function evaluated(
  value: Json, sections: Readonly<Record<string, JsonObject>> = {}, stack: Parameters<typeof stackOf>[1] = {}, others: readonly StackTemplate[] = [],
  parameters: Texts = {},
): Evaluated {
  const diagnostics = new Diagnostics();
  const template = { ...sections, Resources: { ...sections.Resources, Subject: { Type: 'Test::Subject', Properties: { Value: value } } } };
  const cloud = new Cloud([stackOf(template, stack), ...others], { account: '123456789012', region: 'eu-west-1', parameters }, diagnostics);
  const subject = cloud.resources().find(({ logicalId }) => logicalId === 'Subject');
  const result = subject?.get('Value').value;
  return { value: result, said: diagnostics.list().map(({ code, where }) => `${code} ${where.property}`) };
}

/** The model of one template. */
export function modelOf(template: JsonObject, stack: Parameters<typeof stackOf>[1] = {}, parameters: Texts = {}): GatewayModel {
  return readStacks({ stacks: [stackOf(template, stack)] }, { parameters, region: 'eu-west-1' }, new Diagnostics());
}

/** The model of the one REST API whose body a document is. */
export function importOf(document: Json, properties: JsonObject = {}): { readonly api: RestApiModel; readonly said: readonly string[] } {
  const { rest: [api], diagnostics } = modelOf({ Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: document, ...properties } } } });
  return { api, said: diagnostics.map(({ code, where }) => `${code} ${where.property}`) };
}

/** A model, or part of one, without what says where it is from. */
export function withoutSources<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (key, one) => key === 'source' ? undefined : one));
}
