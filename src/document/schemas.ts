import type { SchemaObject } from './openapi';
import type { ProblemReport } from '../problems';

const MODELS_LIMIT = 400 * 1024;
const REFERENCE = /^#\/components\/schemas\/(.+)$/;

/** The schemas of an API's models: each stands in the document once, however many routes use it. */
export class Schemas {
  private readonly schemas = new Map<string, SchemaObject>();

  /** Adds a schema, unless it is here already. */
  public add(name: string, schema: SchemaObject, problems: ProblemReport): void {
    const other = this.schemas.get(name);
    if (other && JSON.stringify(other) !== JSON.stringify(schema)) problems.add('DuplicateModel', name);
    else this.schemas.set(name, schema);
  }

  /** The schemas object (OpenAPI 3.0, 4.7.7), in order of names. */
  public object(): Record<string, SchemaObject> | undefined {
    return this.schemas.size > 0 ? Object.fromEntries([...this.schemas].sort(([a], [b]) => (a < b ? -1 : 1))) : undefined;
  }

  /** Checks what can only be said of all of them. */
  public check(problems: ProblemReport): void {
    for (const [name, schema] of this.schemas) {
      for (const reference of referencesIn(schema)) {
        const model = REFERENCE.exec(reference)?.[1];
        if (model !== undefined && !this.schemas.has(model)) problems.add('ModelMissing', name, model);
      }
    }
    const bytes = [...this.schemas.values()].reduce((sum, schema) => sum + Buffer.byteLength(JSON.stringify(schema)), 0);
    if (bytes > MODELS_LIMIT) problems.add('ModelsTooLarge', bytes);
  }
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { $ref } = value as { $ref?: unknown };
  return [...(typeof $ref === 'string' ? [$ref] : []), ...Object.values(value).flatMap(referencesIn)];
}
