import * as fs from 'node:fs';
import * as path from 'node:path';

/** Writes a document into the assets of a cloud assembly. */
export function writeAsset(directory: string, name: string, text: string): string {
  const file = path.join(directory, name);
  fs.writeFileSync(file, text);
  return file;
}

/** A file as another directory names it. */
export function fileFrom(directory: string, file: string): string {
  return path.relative(directory, file);
}
