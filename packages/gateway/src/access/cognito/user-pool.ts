/** A user pool, as tokens and authorizers know it. */
export interface UserPoolName {
  readonly id: string;
  readonly arn: string;
  /** What its tokens say in `iss`. */
  readonly issuer: string;
}

/** Reads `arn:aws:cognito-idp:{region}:{account}:userpool/{id}`. */
export function userPoolOf(arn: string): UserPoolName | undefined {
  const [, partition, region, id] = /^arn:([^:]+):cognito-idp:([^:]*):[^:]*:userpool\/(.+)$/.exec(arn) ?? [];
  if (id === undefined) return undefined;
  return { id, arn, issuer: `https://cognito-idp.${region}.${partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'}/${id}` };
}
