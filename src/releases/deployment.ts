import { aws_apigateway as apigateway, Lazy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ApiSnapshot } from './snapshot';

/**
 * The deployment of an API as it stands: named by its content, so that other content is another deployment, and the same content the same.
 *
 * It names no stage: API Gateway refuses a deployment with a stage name while that stage has a canary.
 */
export class HeadDeployment extends apigateway.CfnDeployment {
  constructor(scope: Construct, id: string, props: { restApiId: string; snapshot: ApiSnapshot }) {
    super(scope, id, { restApiId: props.restApiId });
    const name = this.stack.getLogicalId(this);
    this.overrideLogicalId(Lazy.uncachedString({ produce: ({ preparing }) => (preparing ? name : `${name}${props.snapshot.fingerprint}`) }));
  }
}
