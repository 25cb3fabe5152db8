import type { aws_s3 as s3 } from 'aws-cdk-lib';
import { FAILURES, json, messageOf } from './answers';
import { checkValues, keyGrants, type ServiceCall, serviceIntegration, type ServiceIntegrationOptions } from './service-integration';
import { ContentHandling } from '../../mapping/content-handling';
import type { IntegrationResponse } from '../../mapping/integration-mapping';
import { RequestValue } from '../../mapping/request-value';
import { ResponseValue } from '../../mapping/response-value';
import type { IntegrationBinder, IntegrationContext } from '../port';
import { variablesIn } from '../uri-variables';

/** Options of an integration of one object in an S3 bucket. */
export interface S3ObjectIntegrationOptions extends ServiceIntegrationOptions {
  /**
   * The object's key, with variables of the route's path, e.g. `uploads/{tenant}/{file}`. A greedy variable may have slashes.
   *
   * @default - the last variable of the route's path
   */
  readonly key?: string;
}

/** Options of an integration that passes the content of an object in an S3 bucket on. */
export interface S3ContentIntegrationOptions extends S3ObjectIntegrationOptions {
  /**
   * Whether all objects are text in UTF-8, of types that are not among the API's `binaryMediaTypes`. Otherwise they may be anything, and
   * the API needs all their content types there, those of text files, too.
   *
   * @default false
   */
  readonly text?: boolean;
}

const [REFUSED, FAILED] = FAILURES;

/** With no right to list the bucket, S3 says 403 of an object that is not there. */
const NOT_FOUND: readonly IntegrationResponse[] = [
  { selectionPattern: '403|404', statusCode: 404, templates: json(messageOf(404)) },
  { ...REFUSED, selectionPattern: '40[0-25-9]|4[1-9]\\d' },
  FAILED,
];

/** Binds an integration that gets an object. */
export function s3GetObject(bucket: s3.IBucket, options: S3ContentIntegrationOptions): IntegrationBinder {
  return objectIntegration('GetObject', bucket, options, {
    httpMethod: 'GET',
    keyActions: ['kms:Decrypt'],
    headers: { 'If-None-Match': RequestValue.header('If-None-Match') },
    success: {
      statusCode: 200,
      headers: {
        'Content-Type': ResponseValue.header('Content-Type'), 'ETag': ResponseValue.header('ETag'), 'Last-Modified': ResponseValue.header('Last-Modified'),
      },
      contentHandling: options.text ? ContentHandling.CONVERT_TO_TEXT : ContentHandling.CONVERT_TO_BINARY,
    },
    failures: [{ selectionPattern: '304', statusCode: 304, headers: { ETag: ResponseValue.header('ETag') } }, ...NOT_FOUND],
  });
}

/** Binds an integration that puts an object. */
export function s3PutObject(bucket: s3.IBucket, options: S3ContentIntegrationOptions): IntegrationBinder {
  return objectIntegration('PutObject', bucket, options, {
    httpMethod: 'PUT',
    keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    headers: { 'Content-Type': RequestValue.header('Content-Type') },
    success: { statusCode: 200, headers: { ETag: ResponseValue.header('ETag') } },
    failures: FAILURES,
  });
}

/** Binds an integration that deletes an object. */
export function s3DeleteObject(bucket: s3.IBucket, options: S3ObjectIntegrationOptions): IntegrationBinder {
  return objectIntegration('DeleteObject', bucket, { ...options, text: true }, {
    httpMethod: 'DELETE', keyActions: [], headers: {}, success: { statusCode: 204 }, failures: FAILURES,
  });
}

interface ObjectCall extends Pick<ServiceCall, 'success' | 'failures'> {
  readonly httpMethod: string;
  /** What the caller has to be allowed with the bucket's key. */
  readonly keyActions: readonly string[];
  readonly headers: Record<string, RequestValue>;
}

function objectIntegration(action: string, bucket: s3.IBucket, options: S3ContentIntegrationOptions, call: ObjectCall): IntegrationBinder {
  const { httpMethod, keyActions, headers, success, failures } = call;
  return serviceIntegration(options, (context) => {
    const key = options.key ?? defaultKey(context);
    const variables = variablesIn(key);
    checkKey(key, variables, context);
    if (!options.text && context.binaryMediaTypes.length === 0) {
      context.problems.add('NoBinaryMediaTypes', context.route.routeKey, bucket.node.path);
    }
    const own = variables.filter((name) => context.route._variables.includes(name));
    const path = Object.fromEntries(own.map((name) => [name, RequestValue.path(name)]));
    checkValues(Object.values(path), context);
    return {
      service: 's3',
      operation: `path/${bucket.bucketName}/${key}`,
      httpMethod,
      resource: bucket,
      shareable: true,
      grants: [
        { actions: [`s3:${action}`], resources: [bucket.arnForObjects(key.replace(/(?<!\$)\{[^{}]*\}/g, '*'))] },
        ...(keyActions.length > 0 ? keyGrants(bucket.encryptionKey, ...keyActions) : []),
      ],
      request: { headers, path },
      success,
      failures,
    };
  });
}

function defaultKey({ route }: IntegrationContext): string {
  const variable = route._variables.at(-1);
  return variable === undefined ? '' : `{${variable}}`;
}

function checkKey(key: string, variables: readonly string[], { route, problems }: IntegrationContext): void {
  if (key === '') problems.add('ObjectKey', route.routeKey, key, 'the route has no variable that could be it');
  else if (key.startsWith('/')) problems.add('ObjectKey', route.routeKey, key, 'it begins with a slash');
  else if (/[\s?#%&+]/.test(key)) problems.add('ObjectKey', route.routeKey, key, 'it has a character that a URI has to encode');
  for (const name of variables.filter((variable) => !route._variables.includes(variable))) {
    problems.add('ObjectKey', route.routeKey, key, `{${name}} is not in the route's path`);
  }
}
