import type { RequestValidation } from './request-validation';
import type { CorsOptions } from '../cors/cors-options';
import type { Model } from '../models/model';

/** A parameter that a route declares. */
export interface RouteParameter {
  /**
   * Whether a request without it, or with an empty one, gets a 400. A variable of the path is always there.
   *
   * @default false
   */
  readonly required?: boolean;

  /**
   * What it is for, as a documentation part of the API.
   *
   * @default - no documentation
   */
  readonly description?: string;
}

/** What a route takes. */
export interface RouteRequest {
  /**
   * What a body of the content type `application/json` looks like. A request that names no content type is taken to have this one. Bodies of
   * other content types are let through unchecked, unless `bodies` says otherwise.
   *
   * @default - any body
   */
  readonly body?: Model;

  /**
   * What bodies look like, by content type, e.g. `application/vnd.shop+json`; `$default` stands for every type that is not named.
   *
   * @default - what `body` says
   */
  readonly bodies?: Record<string, Model>;

  /**
   * The parameters of the request, by `header.X-Tenant`, `querystring.page` or `path.orderId`. The variables of the path, and what the
   * integration maps, are declared already: they stand here to be required or documented.
   *
   * @default - the variables of the path, and what the integration maps
   */
  readonly parameters?: Record<string, RouteParameter>;

  /**
   * What API Gateway checks.
   *
   * @default - what the API says, which is both the body and the parameters unless it says otherwise
   */
  readonly validate?: RequestValidation;
}

/** A header of an answer. */
export interface RouteResponseHeader {
  /**
   * What it is for, as a documentation part of the API.
   *
   * @default - no documentation
   */
  readonly description?: string;
}

/** An answer that a route gives: what generated clients and the documentation know of it. */
export interface RouteResponse {
  /** The status code, 100 to 599. */
  readonly statusCode: number;

  /**
   * When it is given, as a documentation part of the API.
   *
   * @default - no documentation
   */
  readonly description?: string;

  /**
   * What its body of the content type `application/json` looks like.
   *
   * @default - any body
   */
  readonly body?: Model;

  /**
   * What its bodies look like, by content type.
   *
   * @default - what `body` says
   */
  readonly bodies?: Record<string, Model>;

  /**
   * Its headers, by name, beside those that the integration sets.
   *
   * @default - those that the integration sets
   */
  readonly headers?: Record<string, RouteResponseHeader>;
}

/** What a route is for, as a documentation part of the API. */
export interface RouteDocumentation {
  /**
   * What the route does, in a few words.
   *
   * @default - no summary
   */
  readonly summary?: string;

  /**
   * What the route does.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * What the route belongs to, in generated documentation.
   *
   * @default - no tags
   */
  readonly tags?: string[];
}

/** What a route takes and answers. */
export interface RouteContentOptions {
  /**
   * What the route takes.
   *
   * Problems: `ParameterKey`, `ParameterTwice`, `ContentType`, `BodyTwice`, `BodyNotValidated`.
   *
   * @default - any body, and the parameters of its path and its integration
   */
  readonly request?: RouteRequest;

  /**
   * The answers of the route, beside those of its integration.
   *
   * Problems: `StatusCode`, `ResponseTwice`, `HeaderName`, `ContentType`, `BodyTwice`.
   *
   * @default - the answers of its integration
   */
  readonly responses?: RouteResponse[];

  /**
   * Which web pages of other origins may call the route; an empty list of origins: none. All routes of one path have the same.
   *
   * Problems: those of the API's `cors`, and `CorsPerPath`.
   *
   * @default - those that the API allows
   */
  readonly cors?: CorsOptions;

  /**
   * What the route is for.
   *
   * @default - no documentation
   */
  readonly documentation?: RouteDocumentation;
}
