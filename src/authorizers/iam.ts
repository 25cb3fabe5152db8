import type { RequiredScheme } from '../document/operation';

/** The security scheme that API Gateway reads as authorization type AWS_IAM. */
export const IAM_SCHEME: RequiredScheme = {
  name: 'sigv4',
  scheme: { 'type': 'apiKey', 'name': 'Authorization', 'in': 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
};
