import { isObject, type Json } from '../json';

/** A resource policy with its short resources, `execute-api:/*`, written out. */
export function expandPolicy(policy: Json, apiArn: string): Json {
  if (!isObject(policy) || policy.Statement === undefined) return policy;
  return { ...policy, Statement: expandEach(policy.Statement, (statement) => expandStatement(statement, apiArn)) };
}

function expandStatement(statement: Json, apiArn: string): Json {
  if (!isObject(statement)) return statement;
  const expand = (resource: Json) => typeof resource === 'string' ? resource.replace(/^execute-api:(\/|(?=\*))/, `${apiArn}/`) : resource;
  return Object.fromEntries(Object.entries(statement).map(([name, value]) => [name, /^(Not)?Resource$/.test(name) ? expandEach(value, expand) : value]));
}

function expandEach(value: Json, expand: (one: Json) => Json): Json {
  return Array.isArray(value) ? value.map(expand) : expand(value);
}
