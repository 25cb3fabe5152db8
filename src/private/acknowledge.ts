import type { CfnResource } from 'aws-cdk-lib';

/**
 * Tells cdk-nag why a rule that it cannot judge does not concern a resource: release 2 reads it from the template, release 3 from the
 * construct tree, under the key of the CDK's own `Validations`, which older releases of the CDK do not have.
 */
export function acknowledge(resource: CfnResource, id: string, reason: string): void {
  resource.addMetadata('cdk_nag', { rules_to_suppress: [{ id, reason }] });
  resource.node.addMetadata('aws:cdk:acknowledged-rules', { [id]: reason });
}
