import type { IConstruct } from 'constructs';

/** Records why a rule of cdk-nag may report here. From CDK 2.257 on, `Validations.of(construct).acknowledge({ id, reason })` writes the same. */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  construct.node.addMetadata('aws:cdk:acknowledged-rules', { [id]: reason });
}
