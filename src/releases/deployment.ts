import { aws_apigateway as apigateway, Lazy, Stack } from 'aws-cdk-lib';
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

/** The deployment of a release: the resource that was the head once, to the letter, because any other would be a snapshot of today. */
export class KeptDeployment extends apigateway.CfnDeployment {
  constructor(scope: Construct, private readonly recordedId: string, private readonly head: HeadDeployment) {
    super(scope, recordedId, { restApiId: head.restApiId });
    this.overrideLogicalId(recordedId);
    this.cfnOptions.metadata = head.cfnOptions.metadata;
  }

  /** A release that the app is at again is the head, and stands in the template once. */
  protected shouldSynthesize(): boolean {
    return Stack.of(this).resolve(this.head.logicalId) !== this.recordedId;
  }
}
