import * as fs from 'node:fs';
import * as path from 'node:path';
import { DocumentError, parseDocument } from '../document';
import type { Json } from '../json';
import { objectKeys, type Asset, type Assets } from './assets';

/**
 * Reads a JSON or YAML file.
 *
 * @throws DocumentError with the reason
 */
export function readDocument(file: string): Json {
  let text;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new DocumentError((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message);
  }
  return parseDocument(text.replace(/^\uFEFF/, ''));
}

/** The file or folder, where there is one. */
export function findAsset(file: string): Asset | undefined {
  try {
    return { path: file, directory: fs.statSync(file).isDirectory() };
  } catch {
    return undefined;
  }
}

/** Assets by object key, and files beside the template. */
export class FileAssets implements Assets {
  constructor(private readonly directory: string, private readonly byKey: ReadonlyMap<string, string>) {}

  find(reference: string): Asset | undefined {
    const known = objectKeys(reference).map((key) => this.byKey.get(key)).find((file) => file !== undefined);
    if (known !== undefined) return findAsset(known);
    return reference === '' || /^\w+:\/\//.test(reference) ? undefined : findAsset(path.resolve(this.directory, reference));
  }

  read(asset: Asset): Json {
    return readDocument(asset.path);
  }
}
