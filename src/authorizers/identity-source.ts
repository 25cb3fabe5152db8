import { isParameterName } from './checks';
import type { ProblemReport } from '../problems';

type Place = 'header' | 'query string parameter' | 'stage variable' | 'context variable';

const NOTATIONS: Readonly<Record<Place, string>> = {
  'header': 'method.request.header',
  'query string parameter': 'method.request.querystring',
  'stage variable': 'stageVariables',
  'context variable': 'context',
};

/**
 * A part of the request that tells a Lambda authorizer who calls.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html
 */
export class IdentitySource {
  /** A header of the request. */
  public static header(name: string): IdentitySource {
    return new IdentitySource('header', name);
  }

  /** A parameter of the query string. */
  public static queryString(name: string): IdentitySource {
    return new IdentitySource('query string parameter', name);
  }

  /** A stage variable, which every stage has to define. */
  public static stageVariable(name: string): IdentitySource {
    return new IdentitySource('stage variable', name);
  }

  /**
   * A variable of the call's context, e.g. `identity.sourceIp` or `httpMethod`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
   */
  public static context(name: string): IdentitySource {
    return new IdentitySource('context variable', name);
  }

  private constructor(private readonly place: Place, private readonly variable: string) {}

  /** @internal */
  public _render(): string {
    return `${NOTATIONS[this.place]}.${this.variable}`;
  }

  /**
   * The security scheme's own words for a header or a parameter of the query string.
   *
   * @internal
   */
  public get _parameter(): { readonly name: string; readonly in: 'header' | 'query' } | undefined {
    if (this.place === 'header') return { name: this.variable, in: 'header' };
    return this.place === 'query string parameter' ? { name: this.variable, in: 'query' } : undefined;
  }

  /** @internal */
  public _check(authorizer: string, problems: ProblemReport): void {
    const { place, variable } = this;
    const sound = place === 'stage variable' ? /^\w{1,64}$/.test(variable)
      : place === 'context variable' ? /^[A-Za-z]\w*(\.\w+)*$/.test(variable) : isParameterName(variable);
    if (!sound) problems.add('IdentitySource', authorizer, place, variable);
  }
}
