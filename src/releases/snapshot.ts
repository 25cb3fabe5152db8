import { type CfnResource, type IResolvable, type IResolveContext, Lazy, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type DocumentPlace, placeOf } from './document-place';
import { fingerprint, servedText } from './fingerprint';
import { replacementIdentities } from './replacement';
import { substitute, unresolvedValues } from './token-values';
import type { OpenApiDocument } from '../document/openapi';
import { overridesOf } from '../private/overrides';
import { joinToSub } from '../private/substitution';

/** The resource of an API, with what a deployment takes a copy of beside the document. */
interface ApiResource extends CfnResource {
  readonly policy?: unknown;
  readonly binaryMediaTypes?: unknown;
  readonly minimumCompressionSize?: unknown;
  readonly apiKeySourceType?: unknown;
  readonly disableExecuteApiEndpoint?: unknown;
}

interface Finished {
  /** The values that the tokens had, as text: as long as it is the same, so is the document. */
  readonly key: string;
  readonly document: OpenApiDocument;
  /** What the template has for each value with a token. */
  readonly resolved: Map<unknown, unknown>;
  /** What clients meet of it. */
  readonly served: string;
}

/**
 * The document as the template has it, and the fingerprint of what a deployment of it would contain.
 *
 * CloudFormation's body is this token. It resolves each distinct value once, however many routes share it, and hands over the finished
 * document behind the resolver's back, which would else walk all of it, twice.
 */
export class ApiSnapshot implements IResolvable {
  public readonly creationStack = ['the document of an API'];
  private unresolved?: { readonly document: OpenApiDocument; readonly values: unknown[] };
  private finished?: Finished;
  private placed?: { readonly finished: Finished; readonly overrides: unknown; readonly place: DocumentPlace };
  private hashed?: { readonly served: string; readonly targets: string; readonly hash: string };
  private resource?: ApiResource;

  /** @param source gives the document, the same object as long as nothing in it has changed */
  constructor(private readonly scope: Construct, private readonly source: () => OpenApiDocument) {}

  /** Says which resource has the document as its body: what overrides it there, or stands beside it, is part of a deployment too. */
  public isBodyOf(resource: ApiResource): void {
    this.resource = resource;
  }

  public resolve(context: IResolveContext): unknown {
    if (context.preparing) {
      // All that is looked for now are references.
      return this.values().map((value) => context.resolve(value));
    }
    const finished = this.finish((value) => context.resolve(value));
    const { document } = finished;
    if (this.placeOf(finished).location) return undefined;
    // Overrides are written into a copy in which no two routes share an object.
    return this.bodyOverrides() ? JSON.parse(JSON.stringify(document)) : handOver(document, context);
  }

  public toString(): string {
    return Token.asString(this);
  }

  /** See `fingerprint()`. Tokens are in it as the template has them. */
  public get fingerprint(): string {
    const { served } = this.now;
    const stack = Stack.of(this.scope);
    const byHand = [stack.resolve(this.bodyOverrides()), ...stack.resolve(this.besideBody())];
    const targets = JSON.stringify([replacementIdentities(this.scope, this.values()), ...byHand]);
    if (this.hashed?.served !== served || this.hashed.targets !== targets) {
      this.hashed = { served, targets, hash: fingerprint(served, targets) };
    }
    return this.hashed.hash;
  }

  /** Where the document stands: in the template, or in S3. */
  public get place(): DocumentPlace {
    return this.placeOf(this.now);
  }

  /** For the resource: where the document is in S3, if that is where it is. */
  public get location(): IResolvable {
    return Lazy.uncachedAny({ produce: ({ preparing }) => (preparing ? undefined : this.place.location) });
  }

  private get now(): Finished {
    return this.finish((value) => Stack.of(this.scope).resolve(value));
  }

  /** The distinct values with tokens in the document. */
  private values(): unknown[] {
    const document = this.source();
    if (this.unresolved?.document !== document) {
      this.unresolved = { document, values: [...unresolvedValues(document)] };
      this.finished = undefined;
    }
    return this.unresolved.values;
  }

  private finish(resolve: (value: unknown) => unknown): Finished {
    const resolved = new Map(this.values().map((value) => [value, joinToSub(resolve(value))]));
    const key = JSON.stringify([...resolved.values()]);
    if (this.finished?.key !== key) {
      const document = substitute(this.source(), resolved) as OpenApiDocument;
      this.finished = { key, document, resolved, served: servedText(document) };
    }
    return this.finished;
  }

  private placeOf(finished: Finished): DocumentPlace {
    const overrides = this.bodyOverrides();
    if (this.placed?.finished !== finished || this.placed.overrides !== overrides) {
      this.placed = { finished, overrides, place: placeOf(this.scope, { ...finished, source: this.source(), overridden: overrides !== undefined }) };
    }
    return this.placed.place;
  }

  private bodyOverrides(): unknown {
    return this.resource && overridesOf(this.resource).Body;
  }

  /** What the app has set on the resource itself of all that a deployment takes a copy of. */
  private besideBody(): unknown[] {
    if (!this.resource) return [];
    const { policy, binaryMediaTypes, minimumCompressionSize, apiKeySourceType, disableExecuteApiEndpoint } = this.resource;
    const { Policy, BinaryMediaTypes, MinimumCompressionSize, ApiKeySourceType, DisableExecuteApiEndpoint } = overridesOf(this.resource);
    return Object.entries({
      ...{ policy, binaryMediaTypes, minimumCompressionSize, apiKeySourceType, disableExecuteApiEndpoint },
      ...{ Policy, BinaryMediaTypes, MinimumCompressionSize, ApiKeySourceType, DisableExecuteApiEndpoint },
    }).filter(([, value]) => value !== undefined);
  }
}

/**
 * Gives a finished value to the CDK's resolver so that it is not walked. A stack resolves each resource, and then the whole template again: the
 * first time the value is wrapped in a token once more, which the second time gives it away.
 */
function handOver(value: object, context: IResolveContext): unknown {
  const inTemplate = context.documentPath[0] === 'Resources';
  context.registerPostProcessor({ postProcess: () => (inTemplate ? new FinishedValue(value) : value) });
  return undefined;
}

class FinishedValue implements IResolvable {
  public readonly creationStack = ['the document of an API'];

  constructor(private readonly value: object) {}

  public resolve(context: IResolveContext): unknown {
    context.registerPostProcessor({ postProcess: () => this.value });
    return undefined;
  }

  public toString(): string {
    return Token.asString(this);
  }

  public toJSON(): object {
    return this.value;
  }
}
