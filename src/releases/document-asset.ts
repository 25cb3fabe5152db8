import { createHash } from 'node:crypto';
import { FileAssetPackaging, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { fileFrom, writeAsset } from './document-asset-file';

/** An object in S3. */
export interface S3Location {
  readonly bucket: string;
  readonly key: string;
}

/**
 * Puts a document among the assets of a stack, from where API Gateway imports it. The object is named by its content, so that CloudFormation sees
 * each change.
 */
export function documentAsset(scope: IConstruct, document: object): S3Location {
  const stack = Stack.of(scope);
  const { assetOutdir, outdir } = Stage.of(scope)!;
  const text = JSON.stringify(document);
  const hash = createHash('sha256').update(text).digest('hex');
  const file = writeAsset(assetOutdir, `asset.${hash}.json`, text);
  const asset = { fileName: fileFrom(outdir, file), packaging: FileAssetPackaging.FILE, sourceHash: hash };
  const { bucketName, objectKey } = stack.synthesizer.addFileAsset(asset);
  return { bucket: bucketName, key: objectKey };
}
