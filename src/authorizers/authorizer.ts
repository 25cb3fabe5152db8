import { IAM_SCHEME } from './iam';
import type { RequiredScheme } from '../document/operation';

/** Who may call a route. */
export class Authorizer {
  /**
   * Lets in callers whose requests are signed (Signature Version 4) by an AWS identity that has the permission `execute-api:Invoke`; `grantInvoke()` gives it.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html
   */
  public static iam(): Authorizer {
    return new Authorizer(IAM_SCHEME);
  }

  /** Lets in everybody, on purpose: a route without any authorizer is as open, but synthesis warns of it. */
  public static none(): Authorizer {
    return new Authorizer();
  }

  private constructor(private readonly scheme?: RequiredScheme) {}

  /** @internal */
  public _bind(): RequiredScheme[] {
    return this.scheme ? [this.scheme] : [];
  }
}
