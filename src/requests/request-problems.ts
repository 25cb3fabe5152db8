import { define, GUIDE, NOTES, quote } from '../private/problem-definition';

/** The problems of requests and responses. */
export const REQUEST_PROBLEMS = {
  ParameterKey: define('A parameter is header.Name, querystring.name or path.name, with letters, digits and . _ $ - in its name.', `${GUIDE}api-gateway-method-settings-method-request.html`,
    (routeKey: string, key: string, why: string) => ({
      what: `route ${quote(routeKey)} declares the parameter ${quote(key)}: ${why}`,
      remedy: 'write it like "header.X-Tenant" or "querystring.page"; the variables of the path are in the route key',
    })),
  ParameterTwice: define('The name of a parameter is unique among the headers, query string and path of its route.', `${GUIDE}api-gateway-method-settings-method-request.html`,
    (routeKey: string, first: string, second: string) => ({
      what: `route ${quote(routeKey)} has the parameters ${quote(first)} and ${quote(second)}, and API Gateway takes a name once for headers, query string and path together`,
      remedy: 'give one of them another name',
    })),
  ContentType: define('A body has a content type like application/json.', NOTES,
    (where: string, contentType: string) => ({ what: `${where} has a body of the content type ${quote(contentType)}`, remedy: 'write it like "application/json", or "$default" in a request for any other' })),
  BodyTwice: define('A body of one content type has one model.', `${GUIDE}models-mappings-models.html`,
    (where: string) => ({ what: `${where} has two models for "application/json", one in body and one in bodies`, remedy: 'leave one of them out' })),
  BodyNotValidated: define('A body is checked by its model.', `${GUIDE}api-gateway-method-request-validation.html`,
    (routeKey: string) => ({ what: `route ${quote(routeKey)} asks for its body to be validated and has no model for it, so every body is let through`, remedy: 'give it a model, or validate parameters only' })),
  ResponseTwice: define('A route describes each status code once.', `${GUIDE}api-gateway-method-settings-method-response.html`,
    (routeKey: string, statusCode: number) => ({ what: `route ${quote(routeKey)} describes its answer ${statusCode} twice`, remedy: 'put both into one' })),
  HeaderName: define('A header is named with letters, digits and some signs, among them - and _.', 'https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html',
    (where: string, name: string) => ({ what: `${where} names the header ${quote(name)}`, remedy: 'write it like "X-Request-Id"' })),
  OperationName: define('An operation name that clients can be generated from is a letter, and letters, digits and underscores.', `${GUIDE}how-to-generate-sdk.html`,
    (routeKey: string, name: string) => ({
      what: `route ${quote(routeKey)} has the operation name ${quote(name)}, which is not the name of a method in every language`,
      remedy: 'begin with a letter and use letters, digits and underscores, e.g. "getOrder"',
    })),
  ApiVersion: define('The version of an API is text.', `${GUIDE}api-gateway-import-api.html`,
    () => ({ what: 'the version of the API is empty', remedy: 'leave apiVersion out, or say one, e.g. "2026-05"' })),
  GatewayResponseTwice: define('Each kind of failure has one gateway response.', `${GUIDE}supported-gateway-response-types.html`,
    (type: string) => ({ what: `the gateway response ${type} is there twice`, remedy: 'put both into one' })),
  GatewayResponseStatus: define('A gateway response has a status code from 100 to 599.', `${GUIDE}supported-gateway-response-types.html`,
    (type: string, statusCode: number) => ({ what: `the gateway response ${type} has the status code ${statusCode}`, remedy: 'use a whole number from 100 to 599' })),
  GatewayResponseValue: define('A header of a gateway response is a part of the request, the context, a stage variable or a literal, and not empty.', `${GUIDE}api-gateway-gatewayResponse-definition.html`,
    (type: string, header: string, value: string) => ({
      what: `the header ${quote(header)} of the gateway response ${type} is ${value}`,
      remedy: 'use RequestValue.literal() with some text, or .header(), .queryString(), .path(), .context() or .stageVariable()',
    })),
  GatewayResponseTemplate: define('The body of a gateway response is text with $context and $stageVariables in it, and no program.', `${GUIDE}api-gateway-gatewayResponse-definition.html`,
    (type: string, contentType: string, part: string) => ({
      what: `the ${contentType} body of the gateway response ${type} has ${quote(part)} in it, which API Gateway sends to clients as it stands`,
      remedy: 'use $context.name and $stageVariables.name only',
    })),
  GatewayResponseFixed: define('The answer to a request that is too large stays as it is.', `${GUIDE}supported-gateway-response-types.html`,
    () => ({ what: 'the gateway response REQUEST_TOO_LARGE is set, and API Gateway answers a 413 in its own words nevertheless', remedy: 'leave it out' })),
};
