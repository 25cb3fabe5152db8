import * as fs from 'node:fs';

/** What a file of JSON holds, or why it cannot be read. */
export interface ReadSchema {
  readonly schema?: unknown;
  readonly fault?: string;
}

/** Reads the schema of a model. */
export function readSchema(path: string): ReadSchema {
  try {
    return { schema: JSON.parse(fs.readFileSync(path, 'utf8')) };
  } catch (error) {
    return { fault: (error as Error).message };
  }
}
