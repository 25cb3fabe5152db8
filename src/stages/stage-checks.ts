import type { aws_apigateway as apigateway } from 'aws-cdk-lib';
import { quote } from '../private/problem-definition';
import { isKnown } from '../private/tokens';
import type { ProblemReport } from '../problems';
import { ALIAS_VARIABLE } from './following';
import type { StageOptions } from './stage-options';

/** Checks what a stage says of itself alone. */
export function checkStage(stageName: string, options: StageOptions, problems: ProblemReport): void {
  if (isKnown(stageName) && !/^[A-Za-z0-9_-]{1,128}$/.test(stageName)) problems.add('StageName', stageName);
  if (isKnown(options.description) && (options.description.length < 1 || options.description.length > 1024)) {
    problems.add('Description', options.description.length);
  }
  checkVariables(options.variables ?? {}, problems);
  checkThrottle(`stage ${quote(stageName)}`, 'throttle', options.throttle, problems);
  checkWebAcl(stageName, options.webAclArn, problems);
}

/** Checks a throttle of a stage, a plan, or a route in one of them. */
export function checkThrottle(owner: string, setting: string, throttle: apigateway.ThrottleSettings | undefined, problems: ProblemReport): void {
  checkLimit(owner, `${setting}.rateLimit`, throttle?.rateLimit, { whole: false, quota: 10_000 }, problems);
  checkLimit(owner, `${setting}.burstLimit`, throttle?.burstLimit, { whole: true, quota: 5_000 }, problems);
}

/** Whether Lambda takes the name for an alias. */
export function isAliasName(name: string): boolean {
  return !isKnown(name) || (/^[A-Za-z0-9_-]{1,128}$/.test(name) && !/^\d+$/.test(name));
}

function checkVariables(variables: Record<string, string>, problems: ProblemReport): void {
  const names = Object.keys(variables);
  if (names.length > 100) problems.add('TooManyVariables', names.length);
  for (const name of names) {
    const value = variables[name];
    if (name === ALIAS_VARIABLE) problems.add('ReservedVariable', name);
    if (!/^\w{1,64}$/.test(name)) problems.add('VariableName', name);
    if (!isKnown(value)) continue;
    const refused = /[^A-Za-z0-9\-._~:/?#&=,]/.exec(value);
    if (refused) {
      problems.add('VariableValue', name, value, `the character ${JSON.stringify(refused[0])} is not allowed`);
    } else if (value.length > 512) {
      problems.add('VariableValue', name, `${value.slice(0, 40)}…`, `it has ${value.length} characters`);
    }
  }
}

function checkWebAcl(stageName: string, arn: string | undefined, problems: ProblemReport): void {
  if (isKnown(arn) && !/^arn:[\w-]+:wafv2:[\w-]+:\d{12}:regional\/webacl\/[^/]+\/[^/]+$/.test(arn)) problems.add('WebAcl', stageName, arn);
}

function checkLimit(
  owner: string, setting: string, value: number | undefined, kind: { whole: boolean; quota: number }, problems: ProblemReport,
): void {
  if (!isKnown(value)) return;
  if (!(value >= 0) || (kind.whole && !Number.isInteger(value))) {
    problems.add('Throttle', owner, setting, value);
  } else if (value > kind.quota) {
    problems.warn('ThrottleAboveQuota', owner, setting, value);
  }
}
