import type { Sourced, Texts } from './source';

/** What can be invoked, by unqualified ARN and by qualified ARNs. */
export interface LambdaModel {
  readonly functions: readonly LambdaFunction[];
  readonly versions: readonly LambdaVersion[];
  readonly aliases: readonly LambdaAlias[];
  readonly permissions: readonly LambdaPermission[];
}

export interface LambdaFunction extends Sourced {
  readonly arn: string;
  readonly name: string;
  /** Absent with a container image. */
  readonly runtime?: string;
  readonly handler?: string;
  readonly code: FunctionCode;
  readonly environment: Texts;
  readonly timeoutInSeconds: number;
  readonly memorySizeInMb: number;
  readonly layers: readonly LambdaLayer[];
  readonly architectures: readonly string[];
  readonly reservedConcurrentExecutions?: number;
}

/** Where code is. `path` is absolute; an archive is a zip file. */
export type FunctionCode =
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'archive'; readonly path: string }
  | { readonly kind: 'inline'; readonly text: string }
  | { readonly kind: 'image'; readonly uri: string }
  | { readonly kind: 's3'; readonly bucket: string; readonly key: string };

export interface LambdaLayer {
  readonly arn: string;
  /** Absent where the layer is not among the templates. */
  readonly code?: FunctionCode;
}

/** A version: its function as it is now. A version that is known from an earlier reading keeps the function it had. */
export interface LambdaVersion extends Sourced {
  /** The qualified ARN. It comes from stack and logical id alone, so it is the same from one reading to the next. */
  readonly arn: string;
  readonly version: string;
  readonly function: LambdaFunction;
}

export interface LambdaAlias extends Sourced {
  /** The qualified ARN. */
  readonly arn: string;
  readonly name: string;
  readonly functionArn: string;
  /** A version's number, or `$LATEST`. */
  readonly functionVersion: string;
  /** Other versions by number, and their share of 1. */
  readonly additionalVersionWeights: Readonly<Record<string, number>>;
}

export interface LambdaPermission extends Sourced {
  /** Of a function, a version or an alias. */
  readonly functionArn: string;
  readonly action: string;
  readonly principal: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
}
