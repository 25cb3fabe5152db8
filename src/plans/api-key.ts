import { aws_apigateway as apigateway, type SecretValue } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { isKnown } from '../private/tokens';
import { Problems } from '../problems';

/** What an API key is made from. */
export interface ApiKeyProps {
  /**
   * The name of the key, up to 1,024 characters.
   *
   * @default - a name that CloudFormation makes
   */
  readonly apiKeyName?: string;

  /**
   * What the key is for.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * The customer's id in AWS Marketplace.
   *
   * @default - no customer of AWS Marketplace
   */
  readonly customerId?: string;

  /**
   * The value of the key, 20 to 128 characters, from where secrets are kept: `secret.secretValue` of Secrets Manager. The template has a
   * reference to it. Another value makes another key.
   *
   * @default - API Gateway makes a value; it is shown by `aws apigateway get-api-key --include-value` and nowhere else
   */
  readonly value?: SecretValue;
}

/**
 * A key by which a usage plan knows a caller. It says which plan counts, and is no proof of who calls: let an authorizer see to that.
 *
 * It is one of the CDK's own `apigateway.ApiKey`s, with its grants, and can be used as such.
 *
 * Problems: `ApiKeyName`, `ApiKeyValue`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-keys.html
 */
export class ApiKey extends apigateway.ApiKey {
  constructor(scope: Construct, id: string, props: ApiKeyProps = {}) {
    const { apiKeyName, description, customerId } = props;
    const value = props.value?.unsafeUnwrap();
    super(scope, id, { apiKeyName, description, customerId, value, enabled: true });
    new Problems(this, (problems) => {
      if (isKnown(apiKeyName) && (apiKeyName.length < 1 || apiKeyName.length > 1024)) problems.add('ApiKeyName', apiKeyName.length);
      const reference = String(this.stack.resolve(value) ?? '');
      if (isKnown(value)) problems.add('ApiKeyValue', 'would be in the template, for everybody to read');
      else if (reference.startsWith('{{resolve:ssm-secure:')) problems.add('ApiKeyValue', 'is a secure parameter of Systems Manager, which CloudFormation does not resolve here');
    });
  }
}
