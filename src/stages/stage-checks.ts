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
  checkThrottle(stageName, 'throttle.rateLimit', options.throttle?.rateLimit, { whole: false, quota: 10_000 }, problems);
  checkThrottle(stageName, 'throttle.burstLimit', options.throttle?.burstLimit, { whole: true, quota: 5_000 }, problems);
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

function checkThrottle(
  stage: string, setting: string, value: number | undefined, kind: { whole: boolean; quota: number }, problems: ProblemReport,
): void {
  if (!isKnown(value)) return;
  if (!(value >= 0) || (kind.whole && !Number.isInteger(value))) {
    problems.add('Throttle', stage, setting, value);
  } else if (value > kind.quota) {
    problems.warn('ThrottleAboveQuota', stage, setting, value);
  }
}
