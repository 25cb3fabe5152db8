import type { RequiredScheme } from '../document/operation';

/** The security scheme that API Gateway reads as "an API key is required". */
export const API_KEY_SCHEME: RequiredScheme = { name: 'api_key', scheme: { type: 'apiKey', name: 'x-api-key', in: 'header' } };
