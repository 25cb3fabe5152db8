import type { aws_lambda as lambda } from 'aws-cdk-lib';
import { http, type HttpIntegrationOptions } from './http';
import { httpProxy, type HttpProxyIntegrationOptions } from './http-proxy';
import { lambdaCustom, type LambdaCustomIntegrationOptions } from './lambda-custom';
import { lambdaFunction, type LambdaFunctionIntegrationOptions } from './lambda-function';
import { mock, type MockIntegrationOptions } from './mock';
import type { BoundIntegration, IntegrationBinder, IntegrationContext } from './port';

/**
 * What answers a route: a Lambda function, an HTTP backend, or API Gateway itself.
 *
 * One integration may serve any number of routes.
 */
export class Integration {
  /**
   * Invokes a Lambda function with the whole request and returns its answer (proxy integration).
   *
   * A function that is made in this app follows its stage: each stage invokes the alias named by the stage's `aliasName`, which
   * points at the function's current version. An alias, a version and an imported function are invoked as given.
   *
   * Problems: `IntegrationTimeout`, `StreamingTimeout`, `StreamingAtEdge`, `CrossAccountHandler`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
   */
  public static lambdaFunction(handler: lambda.IFunction, options: LambdaFunctionIntegrationOptions = {}): Integration {
    return new Integration(lambdaFunction(handler, options));
  }

  /**
   * Invokes a Lambda function with an event that a mapping makes of the request, and makes the answer of its result (custom integration).
   *
   * The function follows its stage as with `lambdaFunction()`.
   *
   * Problems: `IntegrationTimeout`, `CrossAccountHandler`, those of mappings and templates, `SelectionPattern`, `SelectionPatternTwice`,
   * `NoDefaultResponse`, `StatusCode`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
   */
  public static lambdaCustom(handler: lambda.IFunction, options: LambdaCustomIntegrationOptions = {}): Integration {
    return new Integration(lambdaCustom(handler, options));
  }

  /**
   * Sends the request on to an HTTP backend and returns its answer (proxy integration).
   *
   * The URL may use the route's path variables, `{orderId}` or `{proxy}`, and stage variables anywhere after the scheme, `${stageVariables.host}`.
   *
   * Problems: `HttpUrl`, `HttpUrlVariable`, `HttpMethod`, `IntegrationTimeout`, `StreamingTimeout`, `StreamingAtEdge`, `UndefinedVariable`, `MappingTarget`,
   * `MappingSource`, `MappingPath`, `ParameterNameTwice`, `ContextName`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
   */
  public static httpProxy(url: string, options: HttpProxyIntegrationOptions = {}): Integration {
    return new Integration(httpProxy(url, options));
  }

  /**
   * Calls an HTTP backend with a request that a mapping makes of the client's, and makes the answer of the backend's (custom integration).
   *
   * The URL is as with `httpProxy()`.
   *
   * Problems: `HttpUrl`, `HttpUrlVariable`, `HttpMethod`, `IntegrationTimeout`, `UndefinedVariable`, those of mappings and templates,
   * `SelectionPattern`, `SelectionPatternTwice`, `NoDefaultResponse`, `StatusCode`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
   */
  public static http(url: string, options: HttpIntegrationOptions = {}): Integration {
    return new Integration(http(url, options));
  }

  /**
   * Answers from API Gateway itself: always the same, or what a template chooses.
   *
   * A request whose Content-Type is not `application/json` (none counts as that) gets a 415.
   *
   * Problems: `StatusCode`, those of mappings and templates, `SelectionPattern`, `SelectionPatternTwice`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
   */
  public static mock(options: MockIntegrationOptions = {}): Integration {
    return new Integration(mock(options));
  }

  private constructor(private readonly binder: IntegrationBinder) {}

  /** @internal */
  public _bind(context: IntegrationContext): BoundIntegration {
    return this.binder(context);
  }
}
