import * as fs from 'node:fs';

/** The text of a template's file. */
export function readTemplate(path: string): string {
  return fs.readFileSync(path, 'utf8');
}
