import type { BoundEndpoint } from './api-endpoint';
import type { ApiSettings } from '../document/document';

/** What the document says of an endpoint. */
export function endpointSettings(endpoint: BoundEndpoint, disabled = false): Pick<ApiSettings, 'endpointConfiguration' | 'securityPolicy' | 'endpointAccessMode'> {
  const { securityPolicy, endpointAccessMode } = endpoint;
  return { endpointConfiguration: { disableExecuteApiEndpoint: disabled, ...vpcEndpointIds(endpoint) }, securityPolicy, endpointAccessMode };
}

/** What the resource says of an endpoint: what the document cannot, and what CloudFormation would else set back after reading it. */
export function endpointProperties(endpoint: BoundEndpoint) {
  const { endpointType, ipAddressType, securityPolicy, endpointAccessMode } = endpoint;
  return {
    endpointConfiguration: { types: [endpointType], ipAddressType, ...vpcEndpointIds(endpoint) },
    parameters: { endpointConfigurationTypes: endpointType },
    securityPolicy,
    endpointAccessMode,
  };
}

function vpcEndpointIds({ vpcEndpoints }: BoundEndpoint): { vpcEndpointIds?: string[] } {
  return vpcEndpoints.length > 0 ? { vpcEndpointIds: vpcEndpoints.map(({ vpcEndpointId }) => vpcEndpointId) } : {};
}
