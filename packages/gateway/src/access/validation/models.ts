import type { default as Ajv, ErrorObject, ValidateFunction } from 'ajv-draft-04';
import { describeErrors } from './describe-errors';
import { modelUrl } from '../../definition/models';
import { isObject, type Json, type JsonObject } from '../../json';
import type { Definition } from '../../model/definition';
import { internalError } from '../../runtime/failure';

/** Says what is wrong with a document, in the service's words; nothing where it is as the model wants it. */
export type ModelCheck = (document: Json) => string | undefined;

/** What the validator knows, and draft 4 does not. */
const LATER_KEYWORDS = ['const', 'contains', 'else', 'if', 'propertyNames', 'then'];
const FORMATS = ['date-time', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'regex'] as const;

/** The validator is loaded when the first body is to be checked: it takes as long as all else of a start. */
export async function loadModels(apiId: string, definition: Definition): Promise<Models> {
  const [{ default: { default: AjvDraft04 } }, { default: { default: addFormats } }] = await Promise.all([import('ajv-draft-04'), import('ajv-formats')]);
  const ajv = new AjvDraft04({
    strict: false,
    allErrors: true,
    verbose: true,
    unicodeRegExp: false,
    logger: false,
    ownProperties: true,
    ignoreKeywordsWithRef: true,
    multipleOfPrecision: 6,
  });
  addFormats(ajv, [...FORMATS]);
  for (const keyword of LATER_KEYWORDS) ajv.removeKeyword(keyword);
  for (const { name, schema } of Object.values(definition.models)) ajv.addSchema(draft4(schema), modelUrl(apiId, name), undefined, false);
  return new Models(ajv, apiId, definition);
}

/** The models of a definition, each compiled when it is first asked for. */
export class Models {
  constructor(private readonly ajv: Ajv, private readonly apiId: string, private readonly definition: Definition) {}

  check(name: string): ModelCheck {
    if (!Object.hasOwn(this.definition.models, name)) throw internalError(`there is no model ${name}`);
    const validate = this.compile(name, draft4(this.definition.models[name].schema));
    return (document) => validate(document) ? undefined : describeErrors(validate.errors as ErrorObject[]);
  }

  private compile(name: string, schema: object): ValidateFunction {
    if (!this.ajv.validateSchema(schema)) throw internalError(`model ${name} is no schema of draft 4: ${this.ajv.errorsText(undefined, { dataVar: name })}`);
    try {
      return this.ajv.getSchema(modelUrl(this.apiId, name))!;
    } catch (error) {
      throw internalError(`model ${name} does not compile: ${(error as Error).message}`);
    }
  }
}

/** Not keywords of draft 4, or ids, which no reference in the service follows. */
const IGNORED = new Set(['$anchor', '$async', '$dynamicAnchor', '$schema', 'id', 'nullable']);
const MAPS_OF_SCHEMAS = new Set(['$defs', 'definitions', 'dependencies', 'patternProperties', 'properties']);

/** Draft 4 is what the service holds a schema to, whatever draft the schema says it is of. */
function draft4(schema: Json): object {
  return isObject(schema) ? known(schema) as JsonObject : {};
}

function known(value: Json): Json {
  if (Array.isArray(value)) return value.map(known);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !IGNORED.has(name)).map(([name, one]) => {
    if (name === 'enum') return [name, one];
    const map = MAPS_OF_SCHEMAS.has(name) && isObject(one);
    return [name, map ? Object.fromEntries(Object.entries(one).map(([key, schema]) => [key, known(schema)])) : known(one)];
  }));
}
