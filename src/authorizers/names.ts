import { API_KEY_SCHEME } from './api-key';
import type { AuthorizerOptions } from './authorizer-options';
import { IAM_SCHEME } from './iam';
import type { ProblemReport } from '../problems';

const RESERVED = [API_KEY_SCHEME.name, IAM_SCHEME.name];

/** The name of an authorizer's security scheme: as given, or the id of a construct without what a name cannot have. */
export function schemeName({ authorizerName }: AuthorizerOptions, constructId: string, problems: ProblemReport): string {
  const name = authorizerName ?? constructId.replace(/[^A-Za-z0-9._-]/g, '');
  if (!/^[A-Za-z0-9._-]{1,128}$/.test(name) || RESERVED.includes(name)) problems.add('AuthorizerName', name, RESERVED);
  return name;
}
