import { httpBackend, type HttpBackendOptions } from './http-backend';
import type { IntegrationBinder } from './port';
import { checkSelections } from './selections';
import { type IntegrationRequest, type IntegrationResponse, requestMapping, responseMapping } from '../mapping/integration-mapping';
import { ResponseValue } from '../mapping/response-value';

/** Options of an HTTP integration with mappings. */
export interface HttpIntegrationOptions extends HttpBackendOptions {
  /**
   * How the backend's request is made. It has no header and no query string parameter but those that are given here.
   *
   * @default - the client's body, and the variables of the URL
   */
  readonly request?: IntegrationRequest;

  /**
   * What becomes of the backend's answers: the one whose pattern matches the status code, or the one without a pattern.
   *
   * @default - the backend's body and its type, with 400 for each 4xx, 502 for each 5xx and 200 for all else
   */
  readonly responses?: IntegrationResponse[];
}

const PASSED_ON = { headers: { 'Content-Type': ResponseValue.header('Content-Type') } };

const DEFAULT_RESPONSES: IntegrationResponse[] = [
  PASSED_ON,
  { ...PASSED_ON, selectionPattern: '4\\d{2}', statusCode: 400 },
  { ...PASSED_ON, selectionPattern: '5\\d{2}', statusCode: 502 },
];

/** Binds an HTTP integration with mappings. */
export function http(url: string, options: HttpIntegrationOptions): IntegrationBinder {
  const { request, responses = DEFAULT_RESPONSES } = options;
  return (context) => {
    checkSelections(responses, context);
    const [backend, parameters] = httpBackend(url, options, request, context);
    return { integration: { type: 'http', ...backend, ...requestMapping({ ...request, ...parameters }), ...responseMapping(responses) } };
  };
}
