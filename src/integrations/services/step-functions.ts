import { ArnFormat, aws_stepfunctions as sfn, Stack } from 'aws-cdk-lib';
import { failuresByName, json, override } from './answers';
import { checkValues, jsonRequest, serviceIntegration, type ServiceIntegrationOptions } from './service-integration';
import { escaped, jsonText, SERVER_ERROR, setJsonMessage } from './template';
import { RequestValue } from '../../mapping/request-value';
import type { IntegrationBinder, IntegrationContext } from '../port';

/** Options of an integration that starts an execution of a state machine. */
export interface StepFunctionsStartIntegrationOptions extends ServiceIntegrationOptions {
  /**
   * The execution's input, as a JSON object of these values: those of the body keep their JSON type, all others are strings.
   *
   * @default - the whole body, which has to be JSON
   */
  readonly input?: Record<string, RequestValue>;

  /**
   * The name of the execution. A standard state machine starts one execution of each name.
   *
   * @default - a name that Step Functions makes up
   */
  readonly executionName?: RequestValue;
}

/** Options of an integration that describes an execution of a state machine. */
export interface StepFunctionsDescribeIntegrationOptions extends ServiceIntegrationOptions {
  /**
   * The name of the execution, which `stepFunctionsStartExecution()` answers with as `executionId`.
   *
   * @default RequestValue.path('executionId')
   */
  readonly executionName?: RequestValue;
}

const FAILURES = failuresByName('$.__type', {
  400: ['InvalidExecutionInput', 'InvalidName', 'ValidationException'],
  404: ['ExecutionDoesNotExist', 'InvalidArn'],
  409: ['ExecutionAlreadyExists'],
  429: ['ExecutionLimitExceeded', 'KmsThrottlingException', 'ThrottlingException'],
});

/** The ARN has the account and the state machine in it: clients get the execution's own name. */
const STARTED = '{"executionId":"$input.path(\'$.executionArn\').replaceAll(\'.*:\', \'\')"}';

const SYNC_ENDED = '#set($status = $input.path(\'$.status\'))'
  + '#if($status == \'SUCCEEDED\')$input.path(\'$.output\')'
  + `#elseif($status == 'TIMED_OUT')${override('504')}{"message":"Endpoint request timed out"}`
  + `#else${override('500')}${SERVER_ERROR}#end`;

const DESCRIBED = '{"status":$input.json(\'$.status\')#if($input.path(\'$.status\') == \'SUCCEEDED\'),"output":$input.path(\'$.output\')#end}';

/** Binds an integration that starts an execution and does not wait for it. */
export function stepFunctionsStartExecution(stateMachine: sfn.IStateMachine, options: StepFunctionsStartIntegrationOptions): IntegrationBinder {
  return start('StartExecution', stateMachine, options, STARTED, 202);
}

/** Binds an integration that runs an express state machine. */
export function stepFunctionsStartSyncExecution(stateMachine: sfn.IStateMachine, options: StepFunctionsStartIntegrationOptions): IntegrationBinder {
  return start('StartSyncExecution', stateMachine, options, SYNC_ENDED, 200);
}

/** Binds an integration that describes an execution. */
export function stepFunctionsDescribeExecution(stateMachine: sfn.IStateMachine, options: StepFunctionsDescribeIntegrationOptions): IntegrationBinder {
  const { executionName = RequestValue.path('executionId') } = options;
  return serviceIntegration(options, (context) => {
    checkValues([executionName], context);
    checkType('DescribeExecution', stateMachine, context);
    const executions = executionsArn(stateMachine);
    return {
      service: 'states',
      operation: 'action/DescribeExecution',
      resource: stateMachine,
      shareable: false,
      grants: [{ actions: ['states:DescribeExecution'], resources: [`${executions}:*`] }],
      request: jsonRequest('1.0', `{"executionArn":${jsonText(executionName, `${executions}:`)}}`),
      success: { statusCode: 200, templates: json(DESCRIBED) },
      failures: FAILURES,
    };
  });
}

function start(
  action: string, stateMachine: sfn.IStateMachine, options: StepFunctionsStartIntegrationOptions, answer: string, statusCode: number,
): IntegrationBinder {
  const { input, executionName } = options;
  return serviceIntegration(options, (context) => {
    checkValues([...Object.values(input ?? {}), executionName], context);
    checkType(action, stateMachine, context);
    const name = executionName ? `,"name":${jsonText(executionName)}` : '';
    return {
      service: 'states',
      operation: `action/${action}`,
      resource: stateMachine,
      shareable: false,
      grants: [{ actions: [`states:${action}`], resources: [stateMachine.stateMachineArn] }],
      request: jsonRequest('1.0', `${setJsonMessage(input)}{"stateMachineArn":"${stateMachine.stateMachineArn}","input":"${escaped('$message')}"${name}}`),
      success: { statusCode, templates: json(answer) },
      failures: FAILURES,
    };
  });
}

/** The type of state machine that some actions are for, and what to do with another one. */
const TYPES: Readonly<Record<string, readonly [type: sfn.StateMachineType, remedy: string]>> = {
  DescribeExecution: [sfn.StateMachineType.STANDARD, 'make it standard, or wait for its output with Integration.stepFunctionsStartSyncExecution()'],
  StartSyncExecution: [sfn.StateMachineType.EXPRESS, 'make it express, or start it with Integration.stepFunctionsStartExecution()'],
};

/** Nothing is known of the type of an imported state machine. */
function checkType(action: string, stateMachine: sfn.IStateMachine, { route, problems }: IntegrationContext): void {
  const [type, remedy] = TYPES[action] ?? [];
  if (!type || !remedy || !(stateMachine instanceof sfn.StateMachine) || stateMachine.stateMachineType === type) return;
  problems.add('StateMachineType', route.routeKey, action, stateMachine.node.path, stateMachine.stateMachineType, remedy);
}

/** The ARN of a state machine's executions, without the last part. */
function executionsArn(stateMachine: sfn.IStateMachine): string {
  const stack = Stack.of(stateMachine);
  const { resourceName } = stack.splitArn(stateMachine.stateMachineArn, ArnFormat.COLON_RESOURCE_NAME);
  const { region, account } = stateMachine.env;
  return stack.formatArn({ service: 'states', resource: 'execution', resourceName, region, account, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
}
