import { SizeRoundingBehavior } from 'aws-cdk-lib';
import type { ApiSettings, ContractSettings } from './document/document';
import type { AccessPolicy } from './endpoints/access-policy';
import type { BoundEndpoint } from './endpoints/api-endpoint';
import { endpointSettings } from './endpoints/endpoint-rendering';
import type { RestApiProps } from './rest-api-options';

/** What the document says of an API as a whole, but for what clients may rely on. */
export function settingsOf(
  title: string, props: RestApiProps, endpoint: BoundEndpoint, access: AccessPolicy,
): Omit<ApiSettings, keyof ContractSettings> {
  return {
    info: { title, ...(props.description !== undefined && { description: props.description }), version: props.apiVersion ?? '1.0' },
    apiKeySource: props.apiKeySource,
    binaryMediaTypes: props.binaryMediaTypes,
    minimumCompressionSize: props.minimumCompressionSize?.toBytes({ rounding: SizeRoundingBehavior.NONE }),
    ...endpointSettings(endpoint, props.disableDefaultEndpoint),
    policy: access.render(),
  };
}
