import { remembering } from './cache';
import { InvalidBodyError, throwJava } from './errors';
import { plainMap } from './java/from-js';
import { methodTable } from './java/methods';
import { HostObject, MethodTable, RenderBudget, Runtime } from './java/runtime-values';
import { printedSize } from './java/text';
import { copyJson } from './json/copy';
import { parseJson } from './json/parse';
import { printJson } from './json/print';
import { compileJsonPath } from './jsonpath/index';
import { isText } from './kinds';
import { JavaMap, Value } from './values';
import { ObservedStep } from './velocity/ast';

/** The parameters of a request, by where they stand. */
export interface TemplateParams {
  /** @default - none */
  readonly path?: { readonly [name: string]: string };
  /** @default - none */
  readonly querystring?: { readonly [name: string]: string };
  /** @default - none */
  readonly header?: { readonly [name: string]: string };
}

/** The JSONPath that a step of `$input` reads, where it is spelled out in the template. */
export const pathOf = (step: ObservedStep | undefined): string | undefined => {
  const path = step?.name === 'json' || step?.name === 'path' ? step.constants?.[0] : undefined;
  return isText(path) ? path : undefined;
};

const pathAt = remembering(compileJsonPath);

const requireText = (value: Runtime): string =>
  value === null ? throwJava('IllegalArgument', 'path can not be null or empty') : value as string;

/** How much of a document an indefinite path goes through in what counts as one step of the rendering. */
const CHARACTERS_PER_STEP = 64;

/** What a missing value prints as with `$input.json`. */
const MISSING = '""';

/** Where `$input.params` looks, in turn. */
const PLACES = ['path', 'querystring', 'header'] as const;

/** `$input` of one rendering. */
export class Input extends HostObject {
  readonly body: string;
  private document: Value | undefined;
  private exposed = false;

  constructor(body: string | undefined, private readonly requestParams: TemplateParams = {}, methods: MethodTable<HostObject>) {
    super('$input', methods);
    this.body = body || '{}';
  }

  /** The value at a path, which a template may change: later uses of the path see the change. */
  path(path: string, budget: RenderBudget): Runtime | undefined {
    this.exposed = true;
    return this.read(path, budget);
  }

  json(path: string, budget: RenderBudget): string {
    const copy = path === '$' && this.document === undefined ? copyJson(this.body) : undefined;
    if (copy !== undefined) {
      return budget.accept(copy);
    }
    const value = this.read(path, budget);
    if (value === undefined || value === null) {
      return MISSING;
    }
    if (this.exposed) {
      budget.checkLength(printedSize(value));
    }
    return budget.accept(printJson(value));
  }

  private read(path: string, budget: RenderBudget): Value | undefined {
    const compiled = pathAt(path);
    if (!compiled.definite) {
      budget.spend(Math.floor(this.body.length / CHARACTERS_PER_STEP));
    }
    return compiled.read(this.parsed());
  }

  params(): JavaMap {
    const { path, querystring, header } = this.requestParams;
    return new JavaMap(new Map([['path', plainMap(path)], ['querystring', plainMap(querystring)], ['header', plainMap(header)]]));
  }

  param(name: string): string | null {
    for (const place of PLACES) {
      const params = this.requestParams[place];
      if (params !== undefined && Object.hasOwn(params, name)) {
        return params[name];
      }
    }
    return null;
  }

  private parsed(): Value {
    if (this.document === undefined) {
      try {
        this.document = parseJson(this.body, { mode: 'permissive' });
      } catch (error) {
        throw new InvalidBodyError(`the body is not JSON: ${(error as Error).message}`);
      }
    }
    return this.document;
  }
}

const BODY_SIGNATURES = {
  'getBody': (input: HostObject) => (input as Input).body,
  'json [sn]': (input: HostObject, [path]: readonly Runtime[], budget: RenderBudget) =>
    (input as Input).json(requireText(path), budget),
  'path [sn]': (input: HostObject, [path]: readonly Runtime[], budget: RenderBudget) =>
    (input as Input).path(requireText(path), budget) ?? null,
};

/** The functions of `$input` in a REST API. */
export const REST_INPUT_METHODS = methodTable<HostObject>({
  ...BODY_SIGNATURES,
  'params': (input) => (input as Input).params(),
  'params [sn]': (input, [name]) => (input as Input).param(name),
});

/** The functions of `$input` in a WebSocket API: there are no parameters. */
export const WEB_SOCKET_INPUT_METHODS = methodTable<HostObject>(BODY_SIGNATURES);
