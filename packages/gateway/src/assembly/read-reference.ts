import { DocumentError } from '../document';
import { isObject, type JsonObject } from '../json';
import type { Asset, Assets } from './assets';
import type { Diagnostic, DiagnosticCode } from '../model/diagnostic';

/** Whatever can say where it is. */
interface Reporter {
  report(severity: Diagnostic['severity'], code: DiagnosticCode, message: string): void;
}

/** A file and the object that it holds. */
interface ReadAsset {
  readonly asset: Asset;
  readonly content: JsonObject;
}

/** The JSON or YAML object behind an S3 URL or a path. */
export function readReference(location: string, assets: Assets, reporter: Reporter): ReadAsset | undefined {
  const asset = assets.find(location);
  if (!asset || asset.directory) {
    reporter.report('error', 'unreadable-file', `${location} is not a file among the assets`);
    return undefined;
  }
  try {
    const content = assets.read(asset);
    if (isObject(content)) return { asset, content };
    reporter.report('error', 'unreadable-file', `${asset.path} has to be an object`);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    reporter.report('error', 'unreadable-file', `${asset.path}: ${error.message}`);
  }
  return undefined;
}
