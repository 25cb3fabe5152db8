import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { documentAsset, type S3Location } from './document-asset';
import { fixedNames } from './fixed-names';
import { substitute, unresolvedValues } from './token-values';
import type { OpenApiDocument } from '../document/openapi';
import { type LiteralOf, portable } from '../document/portable';
import { templateBytes } from '../private/template-size';

/** In characters without indentation: with it, about half of a template. What is larger leaves the template, where that is possible. */
const MOVES_ABOVE = 300_000;
/** Smaller documents fit into a template, however much indentation there is to them. */
const FITS_BELOW = 400_000;
const NONE = () => [];

/** Where a document stands. */
export interface DocumentPlace {
  /** Its size there, in bytes; without indentation if that makes no difference. */
  readonly bytes: number;
  /** Where it is in S3; without it, the document is in the template. */
  readonly location?: S3Location;
  /** What keeps a large document in the template, with the routes that have it. */
  readonly obstacles: () => readonly string[];
}

export interface PlacedDocument {
  /** With tokens. */
  readonly source: OpenApiDocument;
  /** As the template has it. */
  readonly document: OpenApiDocument;
  readonly served: string;
  /** What the template has for each value with a token. */
  readonly resolved: ReadonlyMap<unknown, unknown>;
  /** Whether the app overrides some of it in the template. */
  readonly overridden: boolean;
}

/** Finds the place of a document: the template, or S3 if it is large and API Gateway can import it without CloudFormation. */
export function placeOf(scope: IConstruct, placed: PlacedDocument): DocumentPlace {
  const { length } = placed.served;
  if (length <= MOVES_ABOVE) return { bytes: length, obstacles: NONE };
  const stack = Stack.of(scope);
  const literalOf = fixedNames(stack);
  const obstacles = new Set<string>();
  const values = new Map([...placed.resolved].map(([value, resolved]) => [value, portable(resolved, literalOf, obstacles)]));
  const inTemplate = (why: () => readonly string[]) => ({
    bytes: length < FITS_BELOW ? length : templateBytes(stack, placed.document),
    obstacles: why,
  });
  if (obstacles.size > 0 || placed.overridden) return inTemplate(() => obstaclesByRoute(placed, literalOf));
  try {
    const document = substitute(placed.source, values) as OpenApiDocument;
    return { bytes: Buffer.byteLength(JSON.stringify(document)), location: documentAsset(scope, document), obstacles: NONE };
  } catch (error) {
    return inTemplate(() => [`what the stack's synthesizer says: ${(error as Error).message}`]);
  }
}

function obstaclesByRoute({ source: { paths, ...rest }, resolved, overridden }: PlacedDocument, literalOf: LiteralOf): string[] {
  const users = new Map<string, string[]>();
  const look = (value: unknown, user: string) => {
    const found = new Set<string>();
    for (const one of unresolvedValues(value)) portable(resolved.get(one), literalOf, found);
    for (const reference of found) users.set(reference, [...users.get(reference) ?? [], user]);
  };
  look(rest, 'the API');
  for (const [path, item] of Object.entries(paths)) {
    for (const [key, operation] of Object.entries(item)) look(operation, `${key.startsWith('x-') ? 'ANY' : key.toUpperCase()} ${path}`);
  }
  return [...(overridden ? ['overrides of the body'] : []), ...[...users].map(([reference, all]) => `${reference} (${listed(all)})`)];
}

function listed(users: readonly string[]): string {
  return `${users.slice(0, 3).join(', ')}${users.length > 3 ? ` and ${users.length - 3} more` : ''}`;
}
