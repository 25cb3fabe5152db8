import { apiKeyStep } from './api-key';
import { cognitoAuthorizerStep } from './cognito-authorizer';
import { iamStep } from './iam-authorization';
import { lambdaAuthorizerStep } from './lambda-authorizer';
import { resourcePolicyStep } from './resource-policy';
import { responseCacheStep } from './response-cache';
import { throttleStep } from './throttle';
import { validatorStep } from './validator';
import type { StepFactory } from '../runtime/step';

/** What stands between a request and its integration, in the service's order. */
export const ACCESS_STEPS: readonly StepFactory[] = [
  iamStep, lambdaAuthorizerStep, cognitoAuthorizerStep, resourcePolicyStep, apiKeyStep, throttleStep, validatorStep, responseCacheStep,
];
