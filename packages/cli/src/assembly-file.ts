import * as fs from 'node:fs';
import * as path from 'node:path';
import { readJson } from './bounded-file';
import { refuse } from './problems';
import { RECORDING_SCHEMA } from './recording-schema';
import { schemaFaults } from 'cdk-stagecraft/releases/ledger-schema';
import { type Recording, RECORDING_TYPE } from 'cdk-stagecraft/releases/recording';

/** The type of metadata that a recording is. */

/** What a cloud assembly says of APIs with ledgers. */
export interface Assembly {
  readonly recordings: readonly Recording[];
  /** By artifact id; nested ones are not among them. */
  readonly stacks: ReadonlyMap<string, AssembledStack>;
}

export interface AssembledStack {
  readonly stackName: string;
  /** None where the app leaves it to the deploy. */
  readonly region?: string;
}

interface Manifest {
  readonly artifacts?: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type?: string;
  readonly environment?: string;
  readonly properties?: { readonly directoryName?: string; readonly stackName?: string };
  readonly metadata?: Metadata;
  readonly additionalMetadataFile?: string;
}

/** By construct path. */
type Metadata = Readonly<Record<string, readonly { readonly type?: string; readonly data?: unknown }[]>>;

/** The assembly in a folder, with those in it; none if there is no such folder. */
export function readAssembly(directory: string): Assembly | undefined {
  if (!fs.existsSync(path.join(directory, 'manifest.json'))) return undefined;
  const found = { recordings: new Array<Recording>(), stacks: new Map<string, AssembledStack>() };
  readInto(found, directory);
  return found;
}

function readInto(found: { recordings: Recording[]; stacks: Map<string, AssembledStack> }, directory: string): void {
  const file = path.join(directory, 'manifest.json');
  const { artifacts = {} } = objectIn(file) as Manifest;
  for (const [id, artifact] of Object.entries(artifacts)) {
    if (artifact.type === 'cdk:cloud-assembly') {
      const inner = path.join(directory, artifact.properties?.directoryName ?? '');
      if (/^(\.\.|$)/.test(path.relative(directory, inner))) refuse('AssemblyBroken', file, `${id} is not in its folder`);
      readInto(found, inner);
    }
    if (artifact.type !== 'aws:cloudformation:stack') continue;
    const region = /^aws:\/\/[^/]+\/(?!unknown-region)(.+)$/.exec(artifact.environment ?? '')?.[1];
    found.stacks.set(id, { stackName: artifact.properties?.stackName ?? id, region });
    found.recordings.push(...recordingsIn(file, artifact.metadata ?? {}));
    if (artifact.additionalMetadataFile === undefined) continue;
    const separate = path.join(directory, artifact.additionalMetadataFile);
    found.recordings.push(...recordingsIn(separate, objectIn(separate) as Metadata));
  }
}

function recordingsIn(file: string, metadata: Metadata): Recording[] {
  return Object.entries(metadata).flatMap(([construct, entries]) => {
    if (!Array.isArray(entries)) return refuse('AssemblyBroken', file, `${construct} has no list of metadata`);
    return entries.filter(({ type }) => type === RECORDING_TYPE).map(({ data }) => {
      const [fault] = schemaFaults(data, RECORDING_SCHEMA);
      return fault ? refuse('AssemblyBroken', file, `${['the recording of', construct, ...fault.path].join(' ')} ${fault.what}`) : data as Recording;
    });
  });
}

function objectIn(file: string): object {
  const value = readJson(file, (why) => refuse('AssemblyBroken', file, why));
  return typeof value === 'object' && value !== null ? value : refuse('AssemblyBroken', file, 'it is no JSON object');
}
