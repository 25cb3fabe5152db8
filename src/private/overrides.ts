import type { CfnResource } from 'aws-cdk-lib';

/** The properties of a resource that the app has overridden in the template, by `addPropertyOverride()` and the like. */
export function overridesOf(resource: CfnResource): Record<string, unknown> {
  const { rawOverrides } = resource as unknown as { rawOverrides?: { Properties?: Record<string, unknown> } };
  return rawOverrides?.Properties ?? {};
}
