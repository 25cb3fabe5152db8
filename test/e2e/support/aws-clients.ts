import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { MiniStack } from './ministack';

/** The services that a deployed API is looked at through. */
export class AwsClients {
  public readonly gateway: APIGatewayClient;
  protected readonly cloudFormation: CloudFormationClient;
  protected readonly lambda: LambdaClient;

  constructor({ client }: MiniStack) {
    this.gateway = new APIGatewayClient(client);
    this.cloudFormation = new CloudFormationClient(client);
    this.lambda = new LambdaClient(client);
  }
}
