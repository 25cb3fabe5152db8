import { createHash } from 'node:crypto';
import { aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ReleasedFunction } from './ledger';
import { renderedProperties, replacingProperties } from './replacement';

/** The version of a function in a release: the resource that was its current version once, to the letter. */
export class KeptVersion extends lambda.CfnVersion {
  /** The version of a release; several releases, stages and APIs may have the same. */
  public static of(current: lambda.Version, released: ReleasedFunction): KeptVersion {
    const scope = current.node.scope as Construct;
    const id = `Release${released.version}`;
    const present = scope.node.tryFindChild(id) as KeptVersion | undefined;
    return present ?? new KeptVersion(scope, id, current.node.defaultChild as lambda.CfnVersion, released);
  }

  private constructor(scope: Construct, id: string, private readonly current: lambda.CfnVersion, private readonly released: ReleasedFunction) {
    super(scope, id, { functionName: current.functionName });
    this.overrideLogicalId(released.version);
    for (const [name, value] of Object.entries(released.properties ?? {})) this.addPropertyOverride(name, value);
    this.cfnOptions.metadata = current.cfnOptions.metadata;
    this.cfnOptions.deletionPolicy = current.cfnOptions.deletionPolicy;
    this.cfnOptions.updateReplacePolicy = current.cfnOptions.updateReplacePolicy;
  }

  /** Whether the function is the one that the version was made of. Of another one, the version would be a new one of today's code. */
  public get isGenuine(): boolean {
    return this.identity === this.released.function;
  }

  /** What the function is now. */
  public get identity(): string {
    return identityOf(this.current);
  }

  protected shouldSynthesize(): boolean {
    return this.isGenuine && Stack.of(this).resolve(this.current.logicalId) !== this.released.version;
  }
}

/** A function and its current version, as a ledger records them. */
export function releasedFunction(current: lambda.Version): ReleasedFunction {
  const version = current.node.defaultChild as lambda.CfnVersion;
  const stack = Stack.of(version);
  const { FunctionName: _name, ...others } = renderedProperties(version);
  const properties = Object.entries(others).filter(([, value]) => value !== undefined);
  return {
    function: identityOf(version),
    version: stack.resolve(version.logicalId),
    ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
  };
}

/** The logical id of a version's function, and a hash of what else CloudFormation would replace it for, if any of that is set. */
function identityOf(version: lambda.CfnVersion): string {
  const resource = (version.node.scope!.node.scope as Construct).node.defaultChild as lambda.CfnFunction;
  const stack = Stack.of(resource);
  const replacing = JSON.stringify(stack.resolve(replacingProperties(resource)));
  const id = stack.resolve(resource.logicalId) as string;
  return replacing === '{}' ? id : `${id}/${createHash('sha256').update(replacing).digest('hex').slice(0, 8)}`;
}
