export { checkTemplate, type TemplateCheck, type TemplateProblem } from './check';
export {
  InvalidBodyError, TemplateBoundError, TemplateRenderError, TemplateSyntaxError, type BoundName, type Position,
} from './errors';
export { type TemplateParams } from './input';
export { type PlainValue } from './java/from-js';
export { JsonSyntaxError, parseJson, type ParseJsonOptions } from './json/parse';
export { JsonDepthError, javaToString, printJson } from './json/print';
export { compileJsonPath, JsonPathError, type CompiledJsonPath } from './jsonpath/index';
export { DEFAULT_LIMITS, type TemplateLimits } from './limits';
export { compilePattern, type Pattern } from './pattern';
export { compileSubstitution, type Substitution, type SubstitutionInput, type SubstitutionOptions } from './substitution';
export {
  compileTemplate, type Rendered, type RenderedContext, type RequestOverride, type ResponseOverride, type Template, type TemplateApi,
  type TemplateInput, type TemplateOptions,
} from './template';
export { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaList, JavaLong, JavaMap, type ListKind, type Value } from './values';
