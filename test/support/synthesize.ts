import type { Engine } from '@aws/cloudformation-validate';
import { Stage, type Stack } from 'aws-cdk-lib';
import { ACCEPTED_WARNINGS } from './accepted-warnings';
import type { OpenApiDocument } from '../../src/document/openapi';

/** A template as tests read it. */
export interface SynthesizedTemplate {
  readonly Resources: Record<string, SynthesizedResource>;
  readonly [section: string]: any;
}

export interface SynthesizedResource {
  readonly Type: string;
  readonly Properties: Record<string, any>;
  readonly DependsOn?: string[];
  readonly DeletionPolicy?: string;
  readonly Metadata?: Record<string, any>;
}

/** AWS's own validator, from `environment.js`. */
declare const templateValidator: () => Engine;

/** Synthesizes the whole app of a stack and holds every template in it against AWS's own validator. */
export function synthesize(stack: Stack): SynthesizedTemplate {
  const assembly = (Stage.of(stack) as Stage).synth();
  for (const { template, stackName } of assembly.stacks) {
    expect(validate(stackName, template)).toEqual([]);
  }
  return assembly.getStackArtifact(stack.artifactId).template;
}

/** What the validator says of a template, the accepted warnings apart. */
export function validate(name: string, template: object): string[] {
  const { diagnostics } = templateValidator().validateStandard({ path: `${name}.json`, readBytes: () => Buffer.from(JSON.stringify(template)) });
  return diagnostics
    .filter(({ severity, ruleId }) => severity !== 'INFO' && !(ruleId in ACCEPTED_WARNINGS))
    .map(({ severity, ruleId, message, entity }) => `${severity} ${ruleId} ${entity?.logicalId ?? ''}: ${message}`);
}

/** The problems that keep an app from being synthesized, each as `[path] Code: …`, without the frame around them. */
export function problemsOf(stack: Stack): string[] {
  try {
    (Stage.of(stack) as Stage).synth();
  } catch (error) {
    const [heading, ...lines] = (error as Error).message.split('\n');
    expect(heading).toContain('Validation failed');
    return lines.map((line) => line.trim()).filter((line) => line !== '');
  }
  return [];
}

/** What the CDK's command line would say of a stack that can be synthesized, each as `[path] text`. */
export function warningsOf(stack: Stack): string[] {
  const { messages } = (Stage.of(stack) as Stage).synth().getStackArtifact(stack.artifactId);
  return messages.map(({ id, entry }) => `[${id.slice(1)}] ${entry.data}`);
}

/** The resources of one type, by logical id. */
export function resourcesOf(template: SynthesizedTemplate, type: string): Record<string, SynthesizedResource> {
  return Object.fromEntries(Object.entries(template.Resources).filter(([, resource]) => resource.Type === type));
}

/** The only resource of a type. */
export function onlyResource(template: SynthesizedTemplate, type: string): SynthesizedResource {
  const all = Object.values(resourcesOf(template, type));
  expect(all).toHaveLength(1);
  return all[0];
}

/** The document of the only API. */
export function documentOf(template: SynthesizedTemplate): OpenApiDocument {
  return onlyResource(template, 'AWS::ApiGateway::RestApi').Properties.Body;
}
