import AjvDraft04, { type ErrorObject, type ValidateFunction } from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describeErrors } from './describe-errors';
import { modelUrl } from '../../definition/models';
import { isObject, type Json } from '../../json';
import type { Definition } from '../../model/definition';
import { internalError } from '../../runtime/failure';

/** Says what is wrong with a document, in the service's words; nothing where it is as the model wants it. */
export type ModelCheck = (document: Json) => string | undefined;

/** What the validator knows, and draft 4 does not. */
const LATER_KEYWORDS = ['const', 'contains', 'else', 'if', 'propertyNames', 'then'];
const FORMATS = ['date-time', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'regex'] as const;

/** The models of a definition, each compiled when it is first asked for. */
export class Models {
  private readonly ajv = new AjvDraft04({ strict: false, allErrors: true, verbose: true, unicodeRegExp: false, logger: false });

  constructor(private readonly apiId: string, private readonly definition: Definition) {
    addFormats(this.ajv, [...FORMATS]);
    for (const keyword of LATER_KEYWORDS) this.ajv.removeKeyword(keyword);
    for (const { name, schema } of Object.values(definition.models)) this.ajv.addSchema(draft4(schema), modelUrl(apiId, name), undefined, false);
  }

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

/** Draft 4 is what the service holds a schema to, whatever draft the schema says it is of. */
function draft4(schema: Json): object {
  if (!isObject(schema)) return {};
  const { $schema: _, id: __, ...rest } = schema;
  return rest;
}
