import { Component, type awscdk } from 'projen';

/** The compiler's strictness, and the commands that hold the project together. */
export class Checks extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    // Names that other languages reserve are errors here: they end up mangled in somebody's API.
    project.compileTask.reset('node scripts/bundle.mjs');
    project.compileTask.exec('jsii --fail-on-warnings');
    project.compileTask.env('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '1');

    // Later releases lack the binaries of some platforms, without which a lockfile is not complete.
    project.package.addPackageResolutions('unrs-resolver@1.12.2');

    // What stands beside the library: their dependencies are installed and locked with its own.
    project.package.addField('workspaces', ['packages/*']);

    // A package that can be imported by its own name lets the examples say `from 'cdk-stagecraft'` like their users.
    project.package.addField('exports', {
      '.': { types: './lib/index.d.ts', default: './lib/index.js' },
      './.jsii': './.jsii',
      './package.json': './package.json',
      './releases.schema.json': './releases.schema.json',
    });

    // Java's arithmetic and hashes are made of bits.
    project.eslint?.addOverride({ files: ['packages/templates/**'], rules: { 'no-bitwise': 'off' } });
    for (const folder of ['bench', 'examples', 'integ']) project.eslint?.allowDevDeps(`${folder}/**`);

    project.testTask.exec('tsc --noEmit -p tsconfig.dev.json');
    project.testTask.exec('jest');
    project.package.setScript('verify', 'node scripts/verify.mjs');
    project.package.setScript('demo', 'node scripts/demo.mjs');
    project.package.setScript('bench', 'node scripts/bench.mjs');
    project.package.setScript('docs', 'node scripts/docs.mjs');
  }
}
