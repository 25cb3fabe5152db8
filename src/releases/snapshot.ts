import { type IResolvable, type IResolveContext, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { fingerprint, servedText } from './fingerprint';
import { replacementIdentities } from './replacement';
import type { OpenApiDocument } from '../document/openapi';
import { joinToSub } from '../private/substitution';

interface Finished {
  /** The values that the tokens had, as text: as long as it is the same, so is the document. */
  readonly key: string;
  readonly document: OpenApiDocument;
  readonly size: number;
  readonly fingerprint: string;
}

/**
 * The document as the template has it, and the fingerprint of what a deployment of it would contain.
 *
 * CloudFormation's body is this token. It resolves each distinct value once, however many routes share it, and hands over the finished
 * document behind the resolver's back, which would else walk all of it again.
 */
export class ApiSnapshot implements IResolvable {
  public readonly creationStack = ['the document of an API'];
  private unresolved?: { readonly document: OpenApiDocument; readonly values: unknown[] };
  private finished?: Finished;

  /** @param source gives the document, the same object as long as nothing in it has changed */
  constructor(private readonly scope: Construct, private readonly source: () => OpenApiDocument) {}

  public resolve(context: IResolveContext): unknown {
    const { document } = this.finish((value) => context.resolve(value));
    context.registerPostProcessor({ postProcess: () => document });
    return {};
  }

  public toString(): string {
    return Token.asString(this);
  }

  /** See `fingerprint()`. Tokens are in it as the template has them. */
  public get fingerprint(): string {
    return this.now.fingerprint;
  }

  /** The size of the document without indentation, in characters. */
  public get size(): number {
    return this.now.size;
  }

  private get now(): Finished {
    return this.finish((value) => Stack.of(this.scope).resolve(value));
  }

  private finish(resolve: (value: unknown) => unknown): Finished {
    const document = this.source();
    if (this.unresolved?.document !== document) {
      this.unresolved = { document, values: [...unresolvedValues(document)] };
      this.finished = undefined;
    }
    const { values } = this.unresolved;
    const resolved = new Map(values.map((value) => [value, joinToSub(resolve(value))]));
    const targets = replacementIdentities(this.scope, values);
    const key = JSON.stringify([[...resolved.values()], targets]);
    if (this.finished?.key !== key) {
      const written = substitute(document, resolved) as OpenApiDocument;
      const text = servedText(written);
      this.finished = { key, document: written, size: text.length, fingerprint: fingerprint(text, targets) };
    }
    return this.finished;
  }
}

function isUnresolved(value: unknown): boolean {
  // Most strings have no token: a look for the marker is many times cheaper than the full test.
  return typeof value === 'string' ? value.includes('${Token[') && Token.isUnresolved(value) : Token.isUnresolved(value);
}

function unresolvedValues(value: unknown, found = new Set<unknown>()): Set<unknown> {
  if (isUnresolved(value)) {
    found.add(value);
  } else if (value && typeof value === 'object') {
    for (const member of Object.values(value)) unresolvedValues(member, found);
  }
  return found;
}

function substitute(value: unknown, resolved: Map<unknown, unknown>): unknown {
  if (resolved.has(value)) return resolved.get(value);
  if (Array.isArray(value)) return value.map((member) => substitute(member, resolved));
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, substitute(member, resolved)]));
  }
  return value;
}
