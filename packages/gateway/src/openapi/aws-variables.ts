import { isObject, type Json } from '../json';

/** What API Gateway knows of where it imports a document. */
interface Surroundings {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
}

/** A document with `${AWS::Region}`, `${AWS::AccountId}` and `${AWS::Partition}` resolved, as the import does. */
export function resolveAwsVariables(value: Json, surroundings: Surroundings): Json {
  const { region: Region, account: AccountId, partition: Partition } = surroundings;
  const variables: Readonly<Record<string, string>> = { Region, AccountId, Partition };
  const resolve = (one: Json): Json => {
    if (typeof one === 'string') return one.replace(/\$\{AWS::(Region|AccountId|Partition)\}/g, (_, name: string) => variables[name]);
    if (Array.isArray(one)) return one.map(resolve);
    return isObject(one) ? Object.fromEntries(Object.entries(one).map(([name, member]) => [name, resolve(member)])) : one;
  };
  return resolve(value);
}
