import type { LocalCredentials } from '../options';
import { compilePolicy, PolicyError, type Policy } from '../policy/policy';

/** What a principal's own policies say, all of them together: a denial wins. */
export function compileIdentityPolicy({ accessKeyId, allow, policies = [] }: LocalCredentials): Policy {
  const resources = allow ?? (policies.length === 0 ? ['*'] : []);
  const documents = [...policies, { Statement: { Effect: 'Allow', Action: 'execute-api:*', Resource: [...resources] } }];
  const compiled = documents.map((document) => {
    try {
      return compilePolicy(document);
    } catch (error) {
      if (error instanceof PolicyError) throw new Error(`A policy of the credentials ${accessKeyId} is none: ${error.message}`);
      throw error;
    }
  });
  return (access) => {
    const decisions = compiled.map((decide) => decide(access));
    return decisions.find((one) => one === 'deny') ?? decisions.find((one) => one === 'allow') ?? 'none';
  };
}
