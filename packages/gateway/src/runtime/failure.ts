/** What API Gateway answers by itself, by the type of its gateway response: its status code and the error type in its headers. */
const TYPES = {
  ACCESS_DENIED: [403, 'AccessDeniedException'],
  API_CONFIGURATION_ERROR: [500, 'InternalServerErrorException'],
  AUTHORIZER_CONFIGURATION_ERROR: [500, 'AuthorizerConfigurationException'],
  AUTHORIZER_FAILURE: [500, 'AuthorizerFailureException'],
  BAD_REQUEST_BODY: [400, 'BadRequestException'],
  BAD_REQUEST_PARAMETERS: [400, 'BadRequestException'],
  DEFAULT_4XX: [400, 'BadRequestException'],
  DEFAULT_5XX: [500, 'InternalServerErrorException'],
  EXPIRED_TOKEN: [403, 'ExpiredTokenException'],
  INTEGRATION_FAILURE: [504, 'InternalServerErrorException'],
  INTEGRATION_TIMEOUT: [504, 'InternalServerErrorException'],
  INVALID_API_KEY: [403, 'ForbiddenException'],
  INVALID_SIGNATURE: [403, 'InvalidSignatureException'],
  MISSING_AUTHENTICATION_TOKEN: [403, 'MissingAuthenticationTokenException'],
  QUOTA_EXCEEDED: [429, 'LimitExceededException'],
  REQUEST_TOO_LARGE: [413, 'RequestTooLargeException'],
  RESOURCE_NOT_FOUND: [404, 'ResourceNotFoundException'],
  THROTTLED: [429, 'TooManyRequestsException'],
  UNAUTHORIZED: [401, 'UnauthorizedException'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'BadRequestException'],
  WAF_FILTERED: [403, 'ForbiddenException'],
} as const;

export type FailureType = keyof typeof TYPES;

export interface FailureDetails {
  /** Where the type's own status code does not fit. */
  readonly status?: number;
  /** Where the type's own `x-amzn-ErrorType` does not fit. */
  readonly errorType?: string;
  /** For the log: what went wrong and, where it is known, how to put it right. */
  readonly cause?: string;
  /** `$context.error.validationErrorString`. */
  readonly validationErrors?: string;
}

/** The request is answered by a gateway response. A step gives it back; what is deeper throws it. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly status: number;
  readonly errorType: string;

  /** @param message `$context.error.message`; null where the service has none */
  constructor(readonly type: FailureType, readonly text: string | null, readonly details: FailureDetails = {}) {
    super(details.cause ?? text ?? type);
    this.status = details.status ?? TYPES[type][0];
    this.errorType = details.errorType ?? TYPES[type][1];
  }
}

/** What the service says about everything that is not the client's fault; the log has the cause. */
export function internalError(cause: string, type: FailureType = 'API_CONFIGURATION_ERROR', status = 500): Failure {
  return new Failure(type, 'Internal server error', { status, cause });
}
