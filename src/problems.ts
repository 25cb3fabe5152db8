import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { API_PROBLEMS } from './api-problems';
import { AUTHORIZER_PROBLEMS } from './authorizers/authorizer-problems';
import { CORS_PROBLEMS } from './cors/cors-problems';
import { DOCUMENTATION_PROBLEMS } from './documentation/documentation-problems';
import { ENDPOINT_PROBLEMS } from './endpoints/endpoint-problems';
import { INTEGRATION_PROBLEMS } from './integrations/integration-problems';
import { SERVICE_PROBLEMS } from './integrations/service-problems';
import { MAPPING_PROBLEMS } from './mapping/mapping-problems';
import { MODEL_PROBLEMS } from './models/model-problems';
import { PLAN_PROBLEMS } from './plans/plan-problems';
import { type ProblemText, sentenceOf } from './private/problem-definition';
import { RELEASE_PROBLEMS } from './releases/release-problems';
import { REQUEST_PROBLEMS } from './requests/request-problems';
import { ROUTE_PROBLEMS } from './route-problems';
import { STAGE_PROBLEMS } from './stages/stage-problems';

/** Every problem that Stagecraft reports. A code, once released, keeps its meaning. */
export const PROBLEMS = {
  ...ROUTE_PROBLEMS,
  ...REQUEST_PROBLEMS,
  ...MODEL_PROBLEMS,
  ...CORS_PROBLEMS,
  ...DOCUMENTATION_PROBLEMS,
  ...INTEGRATION_PROBLEMS,
  ...MAPPING_PROBLEMS,
  ...SERVICE_PROBLEMS,
  ...AUTHORIZER_PROBLEMS,
  ...ENDPOINT_PROBLEMS,
  ...STAGE_PROBLEMS,
  ...PLAN_PROBLEMS,
  ...API_PROBLEMS,
  ...RELEASE_PROBLEMS,
};

/** The code of a problem: stable, and fit to search for. */
export type ProblemCode = keyof typeof PROBLEMS;

type ProblemArgs<Code extends ProblemCode> = Parameters<(typeof PROBLEMS)[Code]['text']>;

/** Where checks put what they find. */
export interface ProblemReport {
  /** Refuses the app at synthesis, together with every other problem in it. */
  add<Code extends ProblemCode>(code: Code, ...args: ProblemArgs<Code>): void;
  /** Warns: allowed, but seldom meant. */
  warn<Code extends ProblemCode>(code: Code, ...args: ProblemArgs<Code>): void;
}

/** The problems of one construct; synthesis fails with all of them, those of every other construct beside them. */
export class Problems implements ProblemReport {
  private readonly found = new Set<string>();

  /**
   * @param scope the construct that the problems are reported for
   * @param atSynthesis checks that need the finished construct; they run once, before the problems are listed
   */
  constructor(private readonly scope: Construct, atSynthesis: (problems: ProblemReport) => void) {
    scope.node.addValidation({
      validate: () => {
        atSynthesis(this);
        return [...this.found];
      },
    });
  }

  public add<Code extends ProblemCode>(code: Code, ...args: ProblemArgs<Code>): void {
    this.found.add(`${code}: ${sentence(code, args)}`);
  }

  public warn<Code extends ProblemCode>(code: Code, ...args: ProblemArgs<Code>): void {
    Annotations.of(this.scope).addWarningV2(`stagecraft:${code}`, sentence(code, args));
  }
}

function sentence<Code extends ProblemCode>(code: Code, args: ProblemArgs<Code>): string {
  const text = PROBLEMS[code].text as (...values: ProblemArgs<Code>) => ProblemText;
  return sentenceOf(text(...args));
}
