import type { Json } from '../json';

/** A file or folder on this machine, by its absolute path. */
export interface Asset {
  readonly path: string;
  readonly directory: boolean;
}

/** What a template refers to outside itself. */
export interface Assets {
  /** The file or folder behind an S3 URL, an object's key, or a path beside the template. */
  find(reference: string): Asset | undefined;
  /**
   * A JSON or YAML file.
   *
   * @throws DocumentError
   */
  read(asset: Asset): Json;
}

/** The ends of an S3 URL that may be an object's key, the longest first: keys may have slashes. */
export function objectKeys(reference: string): string[] {
  const path = reference.replace(/^(s3|https?):\/\//, '').split(/[?#]/, 1)[0];
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(index).join('/')).filter((key) => key !== '');
}
