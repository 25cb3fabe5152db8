import type { aws_kms as kms } from 'aws-cdk-lib';
import { failuresByName, json } from './answers';
import { checkValues, jsonRequest, keyGrants, serviceIntegration, type ServiceIntegrationOptions } from './service-integration';
import { jsonLiteral, jsonText } from './template';
import { RequestValue } from '../../mapping/request-value';
import { sortedEntries } from '../../private/sorted';
import type { IntegrationBinder } from '../port';

/** Options of an integration of a KMS key. */
export interface KmsIntegrationOptions extends ServiceIntegrationOptions {
  /**
   * What a ciphertext is bound to, e.g. whose it is: it can be decrypted with the same context only.
   *
   * @default - nothing
   */
  readonly encryptionContext?: Record<string, RequestValue>;
}

const FAILURES = failuresByName('$.__type', {
  400: ['IncorrectKeyException', 'InvalidCiphertextException', 'SerializationException', 'ValidationException'],
  429: ['LimitExceededException', 'ThrottlingException'],
});

const CIPHERTEXT = '"ciphertext":$input.json(\'$.CiphertextBlob\')';
const PLAINTEXT = '"plaintext":$input.json(\'$.Plaintext\')';

/** Binds an integration that encrypts. */
export function kmsEncrypt(key: kms.IKey, options: KmsIntegrationOptions): IntegrationBinder {
  return keyIntegration('Encrypt', key, options, `,"Plaintext":${jsonText(RequestValue.body('plaintext'))}`, `{${CIPHERTEXT}}`);
}

/** Binds an integration that decrypts. */
export function kmsDecrypt(key: kms.IKey, options: KmsIntegrationOptions): IntegrationBinder {
  return keyIntegration('Decrypt', key, options, `,"CiphertextBlob":${jsonText(RequestValue.body('ciphertext'))}`, `{${PLAINTEXT}}`);
}

/** Binds an integration that makes a data key. */
export function kmsGenerateDataKey(key: kms.IKey, options: KmsIntegrationOptions): IntegrationBinder {
  return keyIntegration('GenerateDataKey', key, options, ',"KeySpec":"AES_256"', `{${PLAINTEXT},${CIPHERTEXT}}`);
}

function keyIntegration(action: string, key: kms.IKey, options: KmsIntegrationOptions, members: string, answer: string): IntegrationBinder {
  const { encryptionContext } = options;
  const entries = sortedEntries(encryptionContext).map(([name, value]) => `${jsonLiteral(name)}:${jsonText(value)}`);
  return serviceIntegration(options, (context) => {
    checkValues(Object.values(encryptionContext ?? {}), context);
    return {
      service: 'kms',
      operation: `action/${action}`,
      resource: key,
      shareable: true,
      grants: keyGrants(key, `kms:${action}`),
      request: jsonRequest('1.1', `{"KeyId":"${key.keyArn}"${members}${encryptionContext ? `,"EncryptionContext":{${entries.join(',')}}` : ''}}`,
        { 'X-Amz-Target': `TrentService.${action}` }),
      success: { statusCode: 200, templates: json(answer) },
      failures: FAILURES,
    };
  });
}
