import { TemplateBoundError, TemplateRenderError } from './errors';
import { Input, inputMethods, TemplateParams } from './input';
import { plainMap, PlainValue, toPlain } from './java/from-js';
import { isMap } from './kinds';
import { DEFAULT_LIMITS, TemplateLimits } from './limits';
import { UTIL } from './util';
import { JavaMap, Value } from './values';
import { Run } from './velocity/run';
import { compileVelocity } from './velocity/statements';

/** Which kind of API a template belongs to; `$input.params` exists only in REST APIs. */
export type TemplateApi = 'rest' | 'websocket';

/** How a template is compiled. */
export interface TemplateOptions {
  /**
   * The kind of API.
   *
   * @default 'rest'
   */
  readonly api?: TemplateApi;
  /**
   * What a rendering may use up.
   *
   * @default - API Gateway's own limits where it has any, see `TemplateLimits`
   */
  readonly limits?: TemplateLimits;
}

/** What a template is given. */
export interface TemplateInput {
  /**
   * `$input.body`, as text.
   *
   * @default - an empty body, which a template sees as `{}`
   */
  readonly body?: string;
  /**
   * What `$input.params` reads.
   *
   * @default - no parameters
   */
  readonly params?: TemplateParams;
  /**
   * `$context`.
   *
   * @default - empty
   */
  readonly context?: { readonly [name: string]: PlainValue };
  /**
   * `$stageVariables`.
   *
   * @default - none
   */
  readonly stageVariables?: { readonly [name: string]: string };
}

/** What a template sets to change the request that the integration gets. */
export interface RequestOverride {
  readonly header?: { readonly [name: string]: PlainValue };
  /** Path parameters by name, or the whole path of a private integration. */
  readonly path?: { readonly [name: string]: PlainValue } | string;
  readonly querystring?: { readonly [name: string]: PlainValue };
}

/** What a template sets to change the response that the client gets. */
export interface ResponseOverride {
  readonly header?: { readonly [name: string]: PlainValue };
  readonly status?: PlainValue;
}

/** What a template leaves behind in `$context`; only what it did set is there. */
export interface RenderedContext {
  readonly requestOverride?: RequestOverride;
  readonly responseOverride?: ResponseOverride;
}

/** What a rendering gives. */
export interface Rendered {
  readonly text: string;
  readonly context: RenderedContext;
}

/** A compiled mapping template. */
export interface Template {
  /** The names below `$context` that the template uses; absent where it may use any. */
  readonly contextNames?: readonly string[];
  /**
   * Renders the template.
   *
   * @throws InvalidBodyError when the template reads a body that is not JSON
   * @throws TemplateBoundError when the template goes beyond one of its bounds
   * @throws TemplateRenderError when a method fails as it would in Java
   */
  render(input?: TemplateInput): Rendered;
}

/**
 * Compiles a mapping template as API Gateway runs it: Velocity 1.7 in which a missing reference is empty text.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 * @throws TemplateSyntaxError with line and column when the template does not compile
 * @throws TemplateBoundError when the template is too long
 */
export const compileTemplate = (source: string, options: TemplateOptions = {}): Template => {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  if (source.length > limits.templateSize) {
    throw new TemplateBoundError('templateSize', limits.templateSize, 'characters of the template');
  }
  let overrides = false;
  let stageVariables = false;
  /** The names below `$context` that are used; undefined where the template may use any. */
  let contextNames: Set<string> | undefined = new Set();
  const compiled = compileVelocity(source, {
    onReference(name, [step]) {
      if (name === 'context') {
        const property = !step?.constants ? step?.member : undefined;
        contextNames = property === undefined ? undefined : contextNames?.add(property);
        overrides ||= property === undefined || OVERRIDES.includes(property);
      }
      stageVariables ||= name === 'stageVariables';
    },
  });
  return {
    contextNames: contextNames && [...contextNames],
    render(input = {}) {
      const context = plainMap(input.context, contextNames);
      if (overrides) {
        context.entries.set('requestOverride', overrideMap('header', 'path', 'querystring'));
        context.entries.set('responseOverride', overrideMap('header'));
      }
      const run = new Run(limits, [
        new Input(input.body, input.params, inputMethods(options)), UTIL, context, plainMap(stageVariables ? input.stageVariables : {}),
      ]);
      try {
        compiled(run);
        return { text: run.out, context: overrides ? Object.assign({}, ...OVERRIDES.map((name) => overrideOf(name, context))) : {} };
      } catch (error) {
        throw asRenderError(error);
      }
    },
  };
};

const OVERRIDES: readonly string[] = ['requestOverride', 'responseOverride'];

const overrideMap = (...names: readonly string[]): JavaMap => new JavaMap(new Map<string, Value>(names.map((name) => [name, new JavaMap()])));

const asRenderError = (error: unknown): unknown => {
  if (error instanceof RangeError) {
    return new TemplateBoundError('recursion', DEFAULT_LIMITS.recursion, `calls within one another (${error.message})`);
  }
  return error instanceof Error && !(error instanceof TemplateRenderError) ? new TemplateRenderError(error.message) : error;
};

/** What a template set under a name, without the maps that it left empty. */
const overrideOf = (name: string, context: JavaMap): { readonly [name: string]: PlainValue } | undefined => {
  const override = context.entries.get(name);
  if (!(isMap(override))) {
    return undefined;
  }
  const set = [...override.entries].filter(([, value]) => !(isMap(value) && value.entries.size === 0));
  return set.length === 0 ? undefined : { [name]: toPlain(new JavaMap(new Map(set))) };
};
