import { matchesArn } from '../../access/policy/wildcard';
import type { LambdaFunctionSpec } from '../../lambda/spec';
import type { FunctionCode, LambdaAlias, LambdaFunction, LambdaModel, LambdaPermission } from '../../model/lambda';

/** What an ARN invokes: a function, a version of it, or an alias with its share of each version. */
export interface FunctionTarget {
  readonly arn: string;
  /** @param random from 0 to below 1 */
  choose(random: number): LambdaFunctionSpec;
}

const LATEST = '$LATEST';

/** All that can be invoked. */
export class Functions {
  private readonly targets = new Map<string, FunctionTarget>();
  private readonly specs: LambdaFunctionSpec[] = [];

  constructor(private readonly model: LambdaModel) {
    for (const one of model.functions) {
      const spec = this.addSpec(one, LATEST);
      this.addTarget(one.arn, spec);
      this.addTarget(`${one.arn}:${LATEST}`, spec);
    }
    for (const { arn, version, function: one } of model.versions) this.addTarget(arn, this.addSpec(one, version));
    for (const alias of model.aliases) this.addAlias(alias);
  }

  /** All versions that may be run. */
  get all(): readonly LambdaFunctionSpec[] {
    return this.specs;
  }

  find(arn: string): FunctionTarget | undefined {
    return this.targets.get(arn);
  }

  /** Whether the resource policy of what an ARN invokes lets API Gateway do so on behalf of a method or an authorizer. */
  permits(arn: string, sourceArn: string, account: string): boolean {
    return this.model.permissions.some((permission) => permission.functionArn === arn && applies(permission, sourceArn, account));
  }

  private addSpec(one: LambdaFunction, version: string): LambdaFunctionSpec {
    const spec = specOf(one, version);
    this.specs.push(spec);
    return spec;
  }

  private addTarget(arn: string, spec: LambdaFunctionSpec): void {
    this.targets.set(arn, { arn, choose: () => spec });
  }

  private addAlias({ arn, functionArn, functionVersion, additionalVersionWeights }: LambdaAlias): void {
    const versionOf = (version: string) => this.targets.get(version === LATEST ? functionArn : `${functionArn}:${version}`)?.choose(0);
    const main = versionOf(functionVersion);
    if (!main) return;
    const shares = Object.entries(additionalVersionWeights).flatMap(([version, weight]) => {
      const spec = versionOf(version);
      return spec ? [{ spec, weight }] : [];
    });
    this.targets.set(arn, {
      arn,
      choose: (random) => {
        let upTo = 0;
        return shares.find(({ weight }) => random < (upTo += weight))?.spec ?? main;
      },
    });
  }
}

function specOf(one: LambdaFunction, version: string): LambdaFunctionSpec {
  return {
    name: one.name,
    arn: one.arn,
    version,
    runtime: one.runtime,
    handler: one.handler,
    code: one.code,
    layers: one.layers.flatMap(({ code }) => pathOf(code) ?? []),
    environment: one.environment,
    timeoutSeconds: one.timeoutInSeconds,
    memoryMb: one.memorySizeInMb,
    reservedConcurrency: one.reservedConcurrentExecutions,
  };
}

function pathOf(code: FunctionCode | undefined): string | undefined {
  return code?.kind === 'directory' || code?.kind === 'archive' ? code.path : undefined;
}

function applies({ action, principal, sourceArn, sourceAccount }: LambdaPermission, caller: string, account: string): boolean {
  return /^lambda:(InvokeFunction|\*)$/.test(action)
    && (principal === 'apigateway.amazonaws.com' || principal === '*')
    && (sourceAccount === undefined || sourceAccount === account)
    && (sourceArn === undefined || matchesArn(sourceArn, caller));
}
