import { compileConditions, type Condition, type ConditionKeys } from './conditions';
import { compilePrincipals, type Caller } from './principals';
import { fillPatterns, hasVariables } from './variables';
import { matchesWildcard } from './wildcard';
import { isObject, member, type Json } from '../../json';

/** What a policy says: it allows, it denies, or it says nothing. */
export type Decision = 'allow' | 'deny' | 'none';

/** What somebody wants to do. */
export interface Access {
  /** `execute-api:Invoke` */
  readonly action: string;
  readonly resource: string;
  readonly caller: Caller;
  readonly keys: ConditionKeys;
}

export type Policy = (access: Access) => Decision;

/** A document is none of a policy. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}

interface Statement {
  readonly effect: 'allow' | 'deny';
  readonly matches: ReadonlyArray<(access: Access) => boolean>;
}

/** A policy document as a function; it throws a `PolicyError` where the document is none. A statement without a principal is for anybody. */
export function compilePolicy(document: Json): Policy {
  const version = member(document, 'Version');
  const statements = listOf(member(document, 'Statement') ?? fail('a policy has a Statement')).map((statement) => compileStatement(statement, version));
  const denying = statements.filter(({ effect }) => effect === 'deny');
  const allowing = statements.filter(({ effect }) => effect === 'allow');
  const says = (some: readonly Statement[], access: Access) => some.some(({ matches }) => matches.every((match) => match(access)));
  return (access) => says(denying, access) ? 'deny' : says(allowing, access) ? 'allow' : 'none';
}

function compileStatement(statement: Json, version: unknown): Statement {
  if (!isObject(statement)) fail(`a statement is an object, not ${JSON.stringify(statement)}`);
  const given = statement.Effect;
  const effect = given === 'Allow' ? 'allow' : given === 'Deny' ? 'deny' : fail(`an Effect is Allow or Deny, not ${JSON.stringify(given)}`);
  const matches = [
    either(statement, 'Action', undefined, (pattern, { action }) => matchesWildcard(pattern.toLowerCase(), action.toLowerCase())),
    either(statement, 'Resource', version, (pattern, { resource }) => matchesWildcard(pattern, resource)),
    ...principalsOf(statement),
    ...conditionsOf(statement.Condition, version).map((holds) => ({ keys }: Access) => holds(keys)),
  ];
  return { effect, matches };
}

/** A member that may also be there as its contrary: `Action`, `NotAction`. */
function either(statement: Json, name: string, version: unknown, matches: (pattern: string, access: Access) => boolean): (access: Access) => boolean {
  const wanted = member(statement, name);
  const unwanted = member(statement, `Not${name}`);
  const patterns = textsOf(wanted ?? unwanted ?? fail(`a statement has ${name} or Not${name}`), name);
  const filled = hasVariables(version, patterns) ? ({ keys }: Access) => fillPatterns(patterns, keys) : () => patterns;
  const any = (access: Access) => filled(access).some((pattern) => matches(pattern, access));
  return wanted === undefined ? (access) => !any(access) : any;
}

function principalsOf(statement: Json): Array<(access: Access) => boolean> {
  const wanted = member(statement, 'Principal');
  const unwanted = member(statement, 'NotPrincipal');
  if (wanted !== undefined) {
    const includes = compilePrincipals(wanted);
    return [({ caller }) => includes(caller)];
  }
  if (unwanted === undefined) return [];
  const includes = compilePrincipals(unwanted);
  return [({ caller }) => !includes(caller)];
}

function conditionsOf(conditions: Json | undefined, version: unknown): Condition[] {
  if (conditions === undefined || conditions === null) return [];
  if (!isObject(conditions)) fail('a Condition is an object');
  return Object.entries(conditions).flatMap(([operator, keys]) => {
    if (!isObject(keys)) fail(`${operator} is an object of keys`);
    return Object.entries(keys).map(([key, values]) => compileConditions(operator, key, textsOf(values, key), version) ?? fail(`there is no operator ${operator}`));
  });
}

function listOf(value: Json): Json[] {
  return Array.isArray(value) ? value : [value];
}

function textsOf(value: Json, name: string): string[] {
  return listOf(value).map((one) => one !== null && typeof one !== 'object' ? String(one) : fail(`${name} is a text or a list of texts, not ${JSON.stringify(value)}`));
}

function fail(message: string): never {
  throw new PolicyError(message);
}
