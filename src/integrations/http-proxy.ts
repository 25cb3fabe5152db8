import { httpBackend, type HttpBackendOptions } from './http-backend';
import { transferMode, type IntegrationBinder } from './port';
import { type IntegrationParameters, parameterMapping } from '../mapping/integration-mapping';

/** Options of an HTTP proxy integration. */
export interface HttpProxyIntegrationOptions extends HttpBackendOptions {
  /**
   * What the backend gets beside the client's own headers and parameters, or in place of those of the same name.
   *
   * @default - the client's own, and the variables of the URL
   */
  readonly request?: IntegrationParameters;

  /**
   * Whether the client gets the answer piece by piece, as the backend sends it: up to 15 minutes long, and more than 10 MB. A cache does not
   * keep it, and it is not compressed.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
   * @default false
   */
  readonly streaming?: boolean;
}

/** Binds an HTTP proxy integration. */
export function httpProxy(url: string, options: HttpProxyIntegrationOptions): IntegrationBinder {
  const { streaming = false } = options;
  return (context) => {
    const [backend, parameters] = httpBackend(url, options, options.request, context, streaming);
    return { integration: { type: 'http_proxy', ...backend, ...transferMode(streaming, context), ...parameterMapping(parameters) } };
  };
}
