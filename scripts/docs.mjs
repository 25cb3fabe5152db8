// Puts the output of the command line into the guide on releases: `npm run docs`. The story is played with a copy of the example; what was
// deployed is taken from its templates, because there is no account.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { build } from './build.mjs';
import { root, run } from './run.mjs';

const GUIDE = join(root, 'docs', 'guides', 'releases.md');
const EXAMPLE = join(root, 'examples', 'releases');
const CLI = join(root, 'packages', 'cli', 'lib', 'main.js');
const DAY = 24 * 60 * 60;

/** The outputs of the guide, by name. */
function story() {
  // Beside the example: there it finds the library by its name.
  const app = mkdtempSync(join(dirname(EXAMPLE), '.guide-'));
  let now = Date.UTC(2026, 0, 12, 9, 30) / 1000;
  const outputs = {};

  const deploy = () => {
    run('npx', ['--no-install', 'cdk', 'synth', '--quiet'], { cwd: app });
    const { Resources } = JSON.parse(readFileSync(join(app, 'cdk.out', 'Shop-prod.template.json'), 'utf8'));
    const StackResources = Object.entries(Resources).map(([LogicalResourceId, { Type }]) => ({
      StackName: 'Shop-prod', LogicalResourceId, ResourceType: Type, ResourceStatus: 'CREATE_COMPLETE', PhysicalResourceId: LogicalResourceId,
    }));
    writeFileSync(join(app, 'deployed.json'), JSON.stringify({ StackResources }));
  };
  const change = (file, from, to) => writeFileSync(join(app, file), readFileSync(join(app, file), 'utf8').replace(from, to));
  const stagecraft = (name, command, hidden = []) => {
    const args = command.match(/"[^"]*"|\S+/g).map((word) => word.replaceAll('"', ''));
    const { status, stdout, stderr } = spawnSync('node', [CLI, ...args, ...hidden], {
      cwd: app, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', SOURCE_DATE_EPOCH: String(now) },
    });
    if (status !== 0) throw new Error(`stagecraft ${command}: ${stderr}`);
    outputs[name] = `\`\`\`console\n$ npx stagecraft ${command}\n${stdout.trimEnd()}\n\`\`\``;
    now += DAY;
  };
  const deployed = ['--resources', 'deployed.json'];

  try {
    cpSync(EXAMPLE, app, { recursive: true, filter: (file) => !file.includes('cdk.out') });
    deploy();
    stagecraft('record', 'release record --api Shop-prod --note "First release"', deployed);
    change('handlers/list/index.js', "[{ orderId: '1' }]", "[{ orderId: '1', state: 'sent' }]");
    deploy();
    stagecraft('record-second', 'release record --api Shop-prod --note "Orders have a state"', deployed);
    stagecraft('canary', 'release canary live --api Shop-prod --percent 10');
    stagecraft('status', 'release status --api Shop-prod');
    stagecraft('promote', 'release promote live --api Shop-prod');
    stagecraft('history', 'release history --api Shop-prod');
    stagecraft('rollback', 'release rollback live --api Shop-prod --dry-run');
    deploy();
  } finally {
    rmSync(app, { recursive: true });
  }
  return outputs;
}

export function guideWithOutputs() {
  build();
  run('npm', ['run', '--silent', 'build', '-w', 'stagecraft-cli']);
  const outputs = story();
  return readFileSync(GUIDE, 'utf8').replace(/(<!-- output: ([\w-]+) -->\n)(?:```console\n[^]*?\n```)?/g, (_, marker, name) => {
    if (!outputs[name]) throw new Error(`no step of the story is called ${name}`);
    return `${marker}${outputs[name]}`;
  });
}

if (process.argv[1] === new URL(import.meta.url).pathname) writeFileSync(GUIDE, guideWithOutputs());
