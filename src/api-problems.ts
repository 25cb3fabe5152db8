import { define, GUIDE, LIMITS, quote } from './private/problem-definition';

/** The problems of APIs. */
export const API_PROBLEMS = {
  ApiName: define('An API name is 1 to 128 characters.', `${GUIDE}how-to-create-api.html`,
    (name: string) => ({ what: `${quote(name)} is not an API name`, remedy: 'use 1 to 128 characters' })),
  Description: define('A description is 1 to 1024 characters.', LIMITS,
    (length: number) => ({ what: `the description has ${length} characters`, remedy: 'leave it out, or use 1 to 1024' })),
  CompressionSize: define('A minimum compression size is 0 to 10 MiB.', `${GUIDE}api-gateway-enable-compression.html`,
    (bytes: number) => ({ what: `the minimum compression size is ${bytes} bytes`, remedy: 'use 0 to 10485760 whole bytes' })),
  BinaryMediaType: define('A binary media type is type/subtype, where either may be *.', `${GUIDE}api-gateway-payload-encodings-configure-with-console.html`,
    (mediaType: string) => ({ what: `${quote(mediaType)} is not a media type`, remedy: 'write it like "image/png" or "*/*"' })),
  Tag: define('A tag has a key of 1 to 128 characters that does not begin with aws: and a value of at most 256.', `${GUIDE}apigateway-tagging-supported-resources.html`,
    (key: string, value: string, why: string) => ({ what: `the tag ${quote(key)} = ${quote(value)} ${why}`, remedy: 'use a key of 1 to 128 and a value of at most 256 letters, digits, spaces and + - = . _ : / @' })),
  TooManyTags: define('A resource has at most 50 tags.', `${GUIDE}apigateway-tagging-supported-resources.html`,
    (count: number) => ({ what: `the API has ${count} tags, and at most 50 are allowed`, remedy: 'keep to 50' })),
  DocumentTooLarge: define('A template is at most 1 MB.', 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
    (bytes: number, routes: number, obstacles: readonly string[]) => ({
      what: `the document of this API takes ${bytes} bytes of the template (${routes} routes), and a whole template has at most 1000000. `
        + `It cannot move to S3, because only CloudFormation can follow ${obstacles.slice(0, 5).join('; ')}${obstacles.length > 5 ? `; and ${obstacles.length - 5} more` : ''}`,
      remedy: 'give these functions and roles names of their own (functionName, roleName), set suppressTemplateIndentation, or split the API in two, mapped to base paths of one domain',
    })),
  DefinitionTooLarge: define('The definition of an API is at most 6 MB.', LIMITS,
    (bytes: number, routes: number) => ({
      what: `the document of this API has ${bytes} bytes (${routes} routes), and at most 6291456 are allowed`,
      remedy: 'split the API in two, mapped to base paths of one domain',
    })),
};
