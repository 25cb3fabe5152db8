import * as path from 'node:path';
import type { Diagnostics } from '../diagnostics';
import { DocumentError } from '../document';
import { isObject, type Json } from '../json';
import { Node } from '../node';
import { Position } from '../position';
import type { Assembly, StackTemplate } from './assembly';
import { FileAssets, findAsset, readDocument } from './read-file';

/** The newest version of the cloud assembly schema that this was written against. */
const KNOWN_VERSION = 53;

/** Reads a cloud assembly with the assemblies nested in it. */
export function readAssembly(directory: string, diagnostics: Diagnostics): Assembly {
  const reading = new Reading(path.resolve(directory), diagnostics);
  reading.readDirectory('');
  return { stacks: reading.stacks };
}

/** Reads one template; assets are found through the asset manifest beside it, if there is one. */
export function readTemplate(file: string, diagnostics: Diagnostics): Assembly {
  const reading = new Reading(path.dirname(path.resolve(file)), diagnostics);
  const name = path.basename(file);
  const stackName = name.replace(/(\.template)?\.(json|ya?ml|template)$/i, '');
  const manifest = `${stackName}.assets.json`;
  if (reading.has(manifest)) reading.readAssetManifest(manifest);
  reading.readStack({ key: stackName, stackName, file: name, shown: file, parameters: {}, constructPaths: new Map() });
  return { stacks: reading.stacks };
}

type StackArtifact = Omit<StackTemplate, 'template' | 'assets'> & { readonly shown: string };

class Reading {
  readonly stacks: StackTemplate[] = [];
  private readonly visited = new Set<string>();
  private readonly assets = new Map<string, string>();

  constructor(private readonly root: string, private readonly diagnostics: Diagnostics) {}

  has(file: string): boolean {
    return findAsset(path.join(this.root, file)) !== undefined;
  }

  /** An assembly's directory, relative to the root. */
  readDirectory(directory: string): void {
    if (this.visited.has(directory)) return;
    this.visited.add(directory);
    const manifest = this.read(path.join(directory, 'manifest.json'));
    if (manifest.present) this.checkVersion(manifest.get('version'));
    for (const [id, artifact] of manifest.get('artifacts').entries()) this.readArtifact(directory, id, artifact);
  }

  readStack({ shown, ...artifact }: StackArtifact): void {
    const template = this.read(artifact.file, shown);
    if (!template.present) return;
    const assets = new FileAssets(path.dirname(path.join(this.root, artifact.file)), this.assets);
    this.stacks.push({ ...artifact, file: shown, template: template.value!, assets });
  }

  readAssetManifest(file: string): void {
    for (const [, asset] of this.read(file).get('files').entries()) {
      const source = asset.get('source').get('path').text();
      if (source === undefined) continue;
      for (const [, destination] of asset.get('destinations').entries()) {
        const key = destination.get('objectKey').text();
        if (key !== undefined) this.assets.set(key, path.resolve(this.root, path.dirname(file), source));
      }
    }
  }

  private readArtifact(directory: string, id: string, artifact: Node): void {
    const properties = artifact.get('properties');
    const file = (name: string) => {
      const given = properties.required(name);
      return given === undefined ? undefined : path.join(directory, given);
    };
    switch (artifact.required('type')) {
      case 'aws:cloudformation:stack': {
        const template = file('templateFile');
        if (template !== undefined) this.readStack(this.stackOf(directory, id, artifact, template));
        return;
      }
      case 'cdk:asset-manifest': {
        const manifest = file('file');
        if (manifest !== undefined) this.readAssetManifest(manifest);
        return;
      }
      case 'cdk:cloud-assembly': {
        const nested = file('directoryName');
        if (nested !== undefined) this.readDirectory(path.normalize(nested));
        return;
      }
    }
  }

  private stackOf(directory: string, id: string, artifact: Node, file: string): StackArtifact {
    const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(artifact.get('environment').text() ?? '') ?? [];
    const metadataFile = artifact.get('additionalMetadataFile').text();
    const metadata = [artifact.get('metadata'), ...metadataFile === undefined ? [] : [this.read(path.join(directory, metadataFile))]];
    return {
      key: path.join(directory, id),
      stackName: artifact.get('properties').get('stackName').text() ?? id,
      file,
      shown: file,
      account: account === 'unknown-account' ? undefined : account,
      region: region === 'unknown-region' ? undefined : region,
      parameters: artifact.get('properties').get('parameters').texts(),
      constructPaths: constructPaths(metadata),
    };
  }

  private checkVersion(version: Node): void {
    const major = Number.parseInt(version.text() ?? '', 10);
    if (major <= KNOWN_VERSION) return;
    const found = Number.isNaN(major) ? 'the assembly has no version' : `the assembly has version ${version.text()}, newer than ${KNOWN_VERSION}`;
    version.report('warning', 'assembly-version', `${found}; what is new in it is not read`);
  }

  private read(file: string, shown = file): Node {
    let value: Json | undefined;
    try {
      value = readDocument(path.join(this.root, file));
      if (!isObject(value)) throw new DocumentError('has to be an object');
    } catch (error) {
      value = undefined;
      if (!(error instanceof DocumentError)) throw error;
      this.diagnostics.report('error', 'unreadable-file', { template: shown }, `${path.join(this.root, file)}: ${error.message}`);
    }
    return new Node(value, new Position({ template: shown }), this.diagnostics);
  }
}

/** A logical id that several constructs have, one in a nested stack, names none of them. */
function constructPaths(metadata: readonly Node[]): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const [constructPath, entries] of metadata.flatMap((node) => node.entries())) {
    for (const entry of entries.items()) {
      const logicalId = entry.get('type').value === 'aws:cdk:logicalId' ? entry.get('data').text() : undefined;
      if (logicalId === undefined) continue;
      if (paths.has(logicalId)) ambiguous.add(logicalId);
      paths.set(logicalId, constructPath.replace(/^\//, ''));
    }
  }
  ambiguous.forEach((logicalId) => paths.delete(logicalId));
  return paths;
}
