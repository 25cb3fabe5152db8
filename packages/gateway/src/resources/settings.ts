import type { Resource } from '../cloudformation/resource';
import { expandPolicy } from '../definition/policy';
import type { DefinitionSettings } from '../model/definition';
import type { Endpoint } from '../model/rest-api';
import type { Node } from '../node';
import type { OpenApiDocument } from '../openapi/document';

const TYPES = ['EDGE', 'REGIONAL', 'PRIVATE'] as const;

/** Settings of the API: the document's where it has them, the resource's otherwise. */
export function readSettings(restApi: Resource, document: OpenApiDocument | undefined, executeApiArn: string): DefinitionSettings {
  const either = (property: string, extension: string): Node => {
    const inDocument = document?.root.get(`x-amazon-apigateway-${extension}`);
    return inDocument?.present ? inDocument : restApi.get(property);
  };
  const binary = either('BinaryMediaTypes', 'binary-media-types').list();
  const merged = restApi.get('Mode').text() === 'overwrite' ? [] : restApi.get('BinaryMediaTypes').list();
  const given = either('Policy', 'policy');
  const parsed = given.parsed();
  // A text that cannot be read lets nobody in: it is no policy, but not the same as none.
  const policy = parsed === undefined ? given.value : parsed;
  return {
    // The property writes image/png as image~1png.
    binaryMediaTypes: [...new Set([...binary, ...merged].map((type) => type.replace(/~1/g, '/')))],
    minimumCompressionSize: either('MinimumCompressionSize', 'minimum-compression-size').number(),
    apiKeySource: either('ApiKeySourceType', 'api-key-source').choice(['HEADER', 'AUTHORIZER'] as const) ?? 'HEADER',
    policy: policy === undefined ? undefined : expandPolicy(policy, executeApiArn),
  };
}

/** How clients reach the API. */
export function readEndpoint(restApi: Resource, document: OpenApiDocument | undefined): Endpoint {
  const configuration = restApi.get('EndpointConfiguration');
  const [type] = configuration.get('Types').items();
  const imported = endpointExtension(document);
  return {
    type: type?.choice(TYPES) ?? restApi.get('Parameters').get('endpointConfigurationTypes').choice(TYPES) ?? 'EDGE',
    vpcEndpointIds: [...new Set([...configuration.get('VpcEndpointIds').list(), ...imported?.get('vpcEndpointIds').list() ?? []])],
    disableExecuteApiEndpoint: imported?.get('disableExecuteApiEndpoint').flag() ?? restApi.get('DisableExecuteApiEndpoint').flag() ?? false,
  };
}

function endpointExtension(document: OpenApiDocument | undefined): Node | undefined {
  const holder = document?.version === 3 ? document.root.get('servers').items()[0] : document?.root;
  return holder?.get('x-amazon-apigateway-endpoint-configuration');
}
