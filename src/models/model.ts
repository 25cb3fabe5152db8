import { Token } from 'aws-cdk-lib';
import { checkDraft4, isObject } from './draft4';
import { type ReadSchema, readSchema } from './model-file';
import { modelReference, renderSchema } from './schema-object';
import type { SchemaObject } from '../document/openapi';
import type { Schemas } from '../document/schemas';
import type { ProblemReport } from '../problems';

/**
 * What a body looks like: a JSON Schema of draft 4 with a name.
 *
 * API Gateway checks the bodies of requests by it, and generated clients have a type of it. In a schema, another model may stand in the place
 * of a schema: the API then has both. `#/definitions/X` is a definition of the schema itself, `#/components/schemas/X` another model of the API.
 * Several types, `nullable` and `exclusiveMinimum` mean what they say, although API Gateway's import would drop them; `default`, `example`,
 * `readOnly` and the like, which say nothing of what is valid, are left out.
 *
 * Problems: `ModelName`, `ModelFile`, `ModelSchema`, `ModelReference`, `ModelMissing`, `DuplicateModel`, `ModelsTooLarge`, `ModelKeyword`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export class Model {
  /**
   * A model of the schema itself.
   *
   * @param modelName letters and digits, unique in each API
   * @param schema a JSON Schema of draft 4; other models may stand in it
   */
  public static fromSchema(modelName: string, schema: Record<string, any>): Model {
    return new Model(modelName, { schema });
  }

  /**
   * A model of a schema in a file.
   *
   * @param modelName letters and digits, unique in each API
   * @param path of a JSON file, from where the app runs, or absolute
   */
  public static fromFile(modelName: string, path: string): Model {
    return new Model(modelName, readSchema(path), path);
  }

  private constructor(
    /** The name of the model. */
    public readonly modelName: string,
    private readonly source: ReadSchema,
    private readonly path: string = '',
  ) {}

  /**
   * Puts the model, its definitions and the models in it among the schemas of an API, and returns a reference to it.
   *
   * @internal
   */
  public _bind(schemas: Schemas, problems: ProblemReport, seen = new Set<Model>()): SchemaObject {
    if (seen.has(this)) return modelReference(this.modelName);
    seen.add(this);
    const { modelName, source: { schema, fault } } = this;
    if (!/^[A-Za-z0-9]+$/.test(modelName)) problems.add('ModelName', modelName);
    if (fault !== undefined) {
      problems.add('ModelFile', modelName, this.path, fault);
      return modelReference(modelName);
    }
    if (isCircular(schema)) {
      problems.add('ModelSchema', modelName, '', 'has itself in it', 'write { "$ref": "#" } where it begins anew, or name the part in "definitions" and refer to that');
      return modelReference(modelName);
    }
    this.check(schema, problems);
    const rendered = renderSchema(modelName, schema, nameOf);
    for (const { pointer, reference } of rendered.strange) problems.add('ModelReference', modelName, pointer, reference);
    schemas.add(modelName, rendered.schema, problems);
    for (const [name, definition] of rendered.definitions) schemas.add(name, definition, problems);
    for (const model of modelsIn(schema)) model._bind(schemas, problems, seen);
    return modelReference(modelName);
  }

  private check(schema: unknown, problems: ProblemReport): void {
    const { faults, unknown } = checkDraft4(schema, isModel);
    for (const { pointer, what, remedy } of faults) problems.add('ModelSchema', this.modelName, pointer, what, remedy);
    for (const { pointer, keyword } of unknown) problems.warn('ModelKeyword', this.modelName, pointer, keyword);
    if (isObject(schema) && Object.keys(schema).length === 0) {
      problems.add('ModelSchema', this.modelName, '', 'is empty, which API Gateway refuses', 'say at least a "type"');
    }
  }
}

const isModel = (value: unknown): value is Model => value instanceof Model;
const nameOf = (value: unknown): string | undefined => (isModel(value) ? value.modelName : undefined);

function modelsIn(value: unknown): Model[] {
  if (isModel(value)) return [value];
  if (Token.isUnresolved(value)) return [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(modelsIn) : [];
}

function isCircular(value: unknown, around: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null || isModel(value) || Token.isUnresolved(value)) return false;
  return around.includes(value) || Object.values(value).some((member) => isCircular(member, [...around, value]));
}
