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
import type { TemplateOptions } from './template';
import { JavaMap, Value } from './values';

/** The parameters of a request, by where they stand. */
export interface TemplateParams {
  /** @default - none */
  readonly path?: { readonly [name: string]: string };
  /** @default - none */
  readonly querystring?: { readonly [name: string]: string };
  /** @default - none */
  readonly header?: { readonly [name: string]: string };
}

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

  constructor(body: string | undefined, readonly requestParams: TemplateParams = {}, methods: MethodTable<HostObject>) {
    super('$input', methods);
    this.body = body || '{}';
  }

  /** The value at a path, which a template may change: later uses of the path see the change. */
  path(path: string, budget: RenderBudget): Runtime {
    this.exposed = true;
    return this.read(path, budget) ?? null;
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
  'json [sn]': (input: HostObject, path: Runtime, _: unknown, budget: RenderBudget) =>
    (input as Input).json(requireText(path), budget),
  'path [sn]': (input: HostObject, path: Runtime, _: unknown, budget: RenderBudget) =>
    (input as Input).path(requireText(path), budget),
};

const REST_METHODS = methodTable<HostObject>({
  ...BODY_SIGNATURES,
  'params': (input) => new JavaMap(new Map(PLACES.map((place) => [place, plainMap((input as Input).requestParams[place])]))),
  'params [sn]': (input, name) =>
    PLACES.map((place) => (input as Input).requestParams[place]).find((params) => params && Object.hasOwn(params, name))?.[name] ?? null,
});
const WEB_SOCKET_METHODS = methodTable<HostObject>(BODY_SIGNATURES);

/** The functions of `$input`: a WebSocket API has no parameters. */
export const inputMethods = ({ api }: TemplateOptions): MethodTable<HostObject> => api === 'websocket' ? WEB_SOCKET_METHODS : REST_METHODS;
