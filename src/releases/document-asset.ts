import { createHash } from 'node:crypto';
import { type aws_apigateway as apigateway, FileAssetPackaging, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { fileFrom, writeAsset } from './document-asset-file';

/**
 * Puts a document among the assets of a stack, from where API Gateway imports it. The object is named by its content, so that CloudFormation sees
 * each change.
 */
export function documentAsset(scope: IConstruct, document: object): apigateway.CfnRestApi.S3LocationProperty {
  const stack = Stack.of(scope);
  const { assetOutdir, outdir } = Stage.of(scope)!;
  const text = JSON.stringify(document);
  const hash = createHash('sha256').update(text).digest('hex');
  const file = writeAsset(assetOutdir, `asset.${hash}.json`, text);
  const { bucketName, objectKey } = stack.synthesizer.addFileAsset({ fileName: fileFrom(outdir, file), packaging: FileAssetPackaging.FILE, sourceHash: hash });
  return { bucket: bucketName, key: objectKey };
}
