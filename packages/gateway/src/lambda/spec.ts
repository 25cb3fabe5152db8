import type { FunctionCode } from '../model/lambda';

/** A version of a function, as it is run. */
export interface LambdaFunctionSpec {
  readonly name: string;
  /** Unqualified. */
  readonly arn: string;
  /** `$LATEST`, a number, or whatever tells one version from another. */
  readonly version: string;
  /** Absent with a container image. */
  readonly runtime?: string;
  readonly handler?: string;
  readonly code: FunctionCode;
  /** Directories or zip files, in the order of the template. */
  readonly layers: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly reservedConcurrency?: number;
}

/** Tells versions apart: what has the same key is run by the same processes. */
export function keyOf(spec: LambdaFunctionSpec): string {
  return JSON.stringify([
    spec.arn, spec.version, spec.runtime, spec.handler, spec.code, spec.layers, Object.entries(spec.environment).sort(), spec.timeoutSeconds,
    spec.memoryMb, spec.reservedConcurrency,
  ]);
}
