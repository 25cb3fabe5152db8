import { joinToSub } from '../private/substitution';

/** What API Gateway fills in itself when it imports a document. */
const IMPORT_VARIABLES = ['AWS::AccountId', 'AWS::Partition', 'AWS::Region'];

/** The text that a reference stands for, as far as it is known before deployment; `Name` or `Name.Attribute`. */
export type LiteralOf = (reference: string) => string | undefined;

/**
 * A part of a template as API Gateway can import it without CloudFormation.
 *
 * @param obstacles gets the references that only CloudFormation can follow
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-aws-variables.html
 */
export function portable(value: unknown, literalOf: LiteralOf, obstacles: Set<string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((member) => portable(member, literalOf, obstacles));
  const [[name, argument] = ['', undefined], ...others] = Object.entries(joinToSub(value) as object);
  if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) return portableIntrinsic(name, argument, literalOf, obstacles);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, portable(member, literalOf, obstacles)]));
}

function portableIntrinsic(name: string, argument: unknown, literalOf: LiteralOf, obstacles: Set<string>): string {
  const reference = (one: string) => {
    if (IMPORT_VARIABLES.includes(one)) return `\${${one}}`;
    const literal = literalOf(one);
    if (literal === undefined) obstacles.add(one);
    return literal ?? '';
  };
  if (name === 'Ref' && typeof argument === 'string') return reference(argument);
  if (name === 'Fn::GetAtt' && Array.isArray(argument)) return reference(argument.join('.'));
  if (name === 'Fn::Sub' && typeof argument === 'string') {
    return argument.replace(/\$\{(!?)([^}]*)\}/g, (_, escaped: string, one: string) => (escaped ? `\${${one}}` : reference(one)));
  }
  obstacles.add(`${name} ${JSON.stringify(argument)}`);
  return '';
}
