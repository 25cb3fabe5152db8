import { createRequire } from 'node:module';
import type { CST, Node as YamlNode, YAMLMap } from 'yaml';
import type { Json } from './json';

type Yaml = typeof import('yaml');

/** Text that is neither JSON nor YAML. */
export class DocumentError extends Error {}

/** It takes as long to load as a third of all else, and what the CDK writes is JSON. */
let loaded: Yaml | undefined;
const loadYaml = (): Yaml => loaded ??= createRequire(__filename)('yaml') as Yaml;

/** Deeper than any template that CloudFormation takes; what walks a document may recurse. */
const MAX_DEPTH = 150;

/**
 * Reads a template or an OpenAPI document, JSON or YAML. Short forms of functions, `!Ref`, become long ones.
 *
 * @throws DocumentError
 */
export function parseDocument(text: string): Json {
  const value = /^\s*[[{]/.test(text) ? parseJsonOrYaml(text) : fromYaml(text);
  checkDepth([value], (one) => typeof one === 'object' && one !== null ? Object.values(one) : []);
  return value;
}

function parseJsonOrYaml(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    try {
      return fromYaml(text);
    } catch {
      throw new DocumentError((error as Error).message);
    }
  }
}

function fromYaml(text: string): Json {
  const yaml = loadYaml();
  // What composes the document recurses, and a process does not live through all that it does at the end of the stack.
  checkDepth([...new yaml.Parser().parse(text)], childTokens);
  try {
    const document = yaml.parseDocument(text, { logLevel: 'silent', merge: true });
    const [error] = document.errors;
    if (error) throw error;
    yaml.visit(document, { Node: (key, node) => key === 'key' ? undefined : longForm(node, yaml) });
    return toJson(document.toJS());
  } catch (error) {
    throw new DocumentError((error as Error).message.trim());
  }
}

/** A node with a tag, `!Sub x`, as the function's call: `Fn::Sub: x`. */
function longForm(node: YamlNode, { isAlias, isScalar, Scalar, YAMLMap }: Yaml): YAMLMap | undefined {
  if (isAlias(node) || !node.tag?.startsWith('!') || node.tag.startsWith('!!')) return undefined;
  const name = node.tag.slice(1);
  node.tag = undefined;
  if (isScalar(node) && typeof node.value === 'number' && node.source !== undefined) node.value = node.source;
  const call = new YAMLMap<unknown, YamlNode>();
  call.set(new Scalar(name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`), node);
  return call;
}

/** What YAML has and JSON does not becomes text. */
function toJson(value: unknown): Json {
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && value !== null) {
    if (value instanceof Date || value instanceof Set || value instanceof Map || ArrayBuffer.isView(value)) return String(value);
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toJson(one)]));
  }
  return typeof value === 'number' && !Number.isFinite(value) || typeof value === 'bigint' ? String(value) : (value ?? null) as Json;
}

function childTokens(token: CST.Token): CST.Token[] {
  const items = 'items' in token ? token.items.flatMap(({ key, value }) => [key, value]) : [];
  return [...items, 'value' in token ? token.value : undefined].filter((child) => child !== undefined && child !== null);
}

function checkDepth<T>(roots: T[], children: (node: T) => T[]): void {
  for (let level = roots, depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw new DocumentError(`nested more than ${MAX_DEPTH} levels deep`);
    level = level.flatMap(children);
  }
}
