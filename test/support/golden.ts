import * as fs from 'node:fs';
import * as path from 'node:path';

/** A document that was read through and kept. With UPDATE_GOLDEN=1 it is replaced by the given one, to be read through again. */
export function golden(name: string, given: unknown): unknown {
  const file = path.join(__dirname, '..', 'golden', `${name}.json`);
  if (process.env.UPDATE_GOLDEN) fs.writeFileSync(file, `${JSON.stringify(given, undefined, 2)}\n`);
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
