import { define, GUIDE, type ProblemText, quote, sentenceOf } from 'cdk-stagecraft/private/problem-definition';
import { RELEASE_PROBLEMS } from 'cdk-stagecraft/releases/release-problems';

const CANARY = `${GUIDE}canary-release.html`;
const DEPLOYMENTS = `${GUIDE}how-to-deploy-api.html`;
const RESOURCES = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html';
const STAGES = `${GUIDE}stages.html`;
const ASSEMBLY = 'https://docs.aws.amazon.com/cdk/v2/guide/deploy.html';

const listOf = (names: readonly string[]): string => (names.length > 0 ? names.map(quote).join(', ') : 'none');

/** The problems that only the command line can have. */
export const CLI_PROBLEMS = {
  LedgerExists: define('A ledger is begun once.', DEPLOYMENTS,
    (file: string) => ({ what: `${quote(file)} exists already`, remedy: 'use it as it is, or begin another one with --ledger' })),
  LedgerLocked: define('A ledger is changed by one command at a time.', DEPLOYMENTS,
    (file: string, holder: string) => ({
      what: `the ledger ${quote(file)} is locked by ${holder}`,
      remedy: `try again when that command has ended; if it was killed, delete ${quote(`${file}.lock`)}`,
    })),
  LedgerChanged: define('A ledger is written over what was read, and nothing else.', DEPLOYMENTS,
    (file: string) => ({ what: `the ledger ${quote(file)} was changed by somebody else meanwhile; it is as they left it`, remedy: 'try again' })),
  LedgerUnwritable: define('A ledger that is written can be read again.', DEPLOYMENTS,
    (file: string, line: number, what: string) => ({
      what: `the ledger ${quote(file)} would be broken in line ${line}: ${what}; it is as it was`,
      remedy: 'correct the name, the note or the variable that this comes from',
    })),
  SeveralLedgers: define('A command changes one ledger.', DEPLOYMENTS,
    (ledgers: readonly string[]) => ({ what: `the APIs of the assembly have the ledgers ${listOf(ledgers)}`, remedy: 'name one with --ledger' })),
  FileAccess: define('A file that is named can be used.', ASSEMBLY,
    (file: string, why: string) => ({ what: `${quote(file)} cannot be used: ${why}`, remedy: 'correct the path, or the permissions of the file and its folder' })),
  AssemblyMissing: define('What was deployed is read from the cloud assembly.', ASSEMBLY,
    (directory: string) => ({ what: `there is no cloud assembly in ${quote(directory)}`, remedy: 'run "cdk synth" first, or name the folder with --app' })),
  AssemblyBroken: define('A cloud assembly is as the CDK wrote it.', ASSEMBLY,
    (file: string, why: string) => ({ what: `${quote(file)} is no part of a cloud assembly: ${why}`, remedy: 'run "cdk synth" again, with releases of cdk-stagecraft and stagecraft-cli that go together' })),
  NoRecording: define('An API with a ledger is recorded in the cloud assembly.', ASSEMBLY,
    (directory: string, api: string, known: readonly string[]) => ({
      what: `the cloud assembly ${quote(directory)} has no recording of ${api}; it has ${listOf(known)}`,
      remedy: 'set releases: ReleaseLedger.fromFile(\'releases.json\') on the API, and run "cdk synth"',
    })),
  AmbiguousApi: define('A command changes one API.', DEPLOYMENTS,
    (meant: readonly string[]) => ({ what: `this could be ${meant.map(quote).join(' or ')}`, remedy: 'name one of them, or its stack, with --api' })),
  NotDeployed: define('What is recorded or served is deployed.', DEPLOYMENTS,
    (release: string, missing: readonly string[]) => ({
      what: `${release} is not deployed: ${missing.join('; ')}`,
      remedy: 'deploy with "cdk deploy", and try again with the cloud assembly that was deployed',
    })),
  StackUnknown: define('Saved stack resources have every stack that an API needs.', RESOURCES,
    (stack: string, known: readonly string[]) => ({
      what: `the saved resources have no stack ${quote(stack)}; they have ${listOf(known)}`,
      remedy: `add the output of "aws cloudformation list-stack-resources --stack-name ${stack}" with --resources ${stack}=<file>`,
    })),
  ResourcesBroken: define('Saved stack resources are the output of the AWS CLI.', RESOURCES,
    (file: string, why: string) => ({
      what: `${quote(file)} is no output of list-stack-resources or describe-stack-resources: ${why}`,
      remedy: 'save it again with --output json',
    })),
  ResourcesUnnamed: define('Saved stack resources say which stack they are of.', RESOURCES,
    (file: string) => ({ what: `${quote(file)} does not name its stack, as the output of list-stack-resources never does`, remedy: `write --resources <stack name>=${file}` })),
  SdkMissing: define('What AWS is asked goes through the AWS SDK.', 'https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/',
    (name: string) => ({ what: `the package ${name} is not installed`, remedy: `install it with "npm install --save-dev ${name}"` })),
  NoteLength: define('A note is short.', DEPLOYMENTS,
    (length: number) => ({ what: `the note has ${length} characters, and 256 is the limit`, remedy: 'shorten it' })),
  LiveStage: define('Live mode changes a stage that follows the ledger.', CANARY,
    (stage: string) => ({ what: `the app in the cloud assembly has no stage ${quote(stage)} that follows the ledger`, remedy: 'deploy the stage with serves: StageRelease.fromLedger() first' })),
  LiveVariable: define('Live mode sets variables to values that it knows.', CANARY,
    (stage: string, variable: string) => ({
      what: `the variable ${quote(variable)} of stage ${quote(stage)} goes back to what the app says, and that is known to the deployment only`,
      remedy: 'leave out --live, and deploy',
    })),
  LiveUnwritten: define('What is live is in the ledger.', CANARY,
    (calls: readonly string[]) => ({
      what: `AWS has done what was asked, and the ledger does not say so: ${calls.join('; ')}`,
      remedy: 'put right what keeps the ledger from being written, and run the same command again, which has nothing left to do at AWS',
    })),
  Aws: define('AWS does what it is asked.', ASSEMBLY,
    (call: string, why: string, done: readonly string[], next: string) => ({
      what: `${call} failed: ${why}${done.length > 0 ? `; done before: ${done.join('; ')}` : ''}`,
      remedy: next,
    })),
  Unreadable: define('A gateway serves what it can read.', ASSEMBLY,
    (place: string, why: string) => ({ what: `${place}: ${why}`, remedy: 'put it right, or synthesize again' })),
  NoStage: define('A gateway serves the stages of REST APIs.', STAGES,
    (place: string) => ({ what: `there is no stage of a REST API in ${quote(place)}`, remedy: 'name what has one with --app or --template' })),
  PortBusy: define('A gateway listens where nobody else does.', ASSEMBLY,
    (host: string, port: number) => ({
      what: `something else listens on port ${port} of ${host}`,
      remedy: 'end that, or name another port with --port; 0 takes one that is free',
    })),
  HostRefused: define('A gateway listens on an address of this machine.', ASSEMBLY,
    (host: string, port: number, why: string) => ({
      what: `port ${port} of ${host} cannot be listened on: ${why}`,
      remedy: 'leave out --host, and name a port above 1023 with --port',
    })),
  Usage: define('A command is given what its help says.', ASSEMBLY,
    (what: string, help: string) => ({ what, remedy: `see "${help}"` })),
} satisfies Record<string, { readonly text: (...args: never[]) => ProblemText }>;

const ALL_PROBLEMS = { ...RELEASE_PROBLEMS, ...CLI_PROBLEMS };
type Problems = typeof ALL_PROBLEMS;

/** A problem as it is reported. */
export interface Problem extends ProblemText {
  readonly code: string;
}

/** How a command ends. */
export const EXIT = { done: 0, refused: 1, usage: 2, aws: 3 } as const;

/** The end of a command that did not do what it was asked. */
export class Failure extends Error {
  constructor(public readonly problems: readonly Problem[], public readonly exitCode: number = EXIT.refused) {
    super(problems.map(lineOf).join('\n'));
  }
}

export function problem<Code extends keyof Problems>(code: Code, ...args: Parameters<Problems[Code]['text']>): Problem {
  const text = ALL_PROBLEMS[code].text as (...values: typeof args) => ProblemText;
  return { code, ...text(...args) };
}

export function refuse<Code extends keyof Problems>(code: Code, ...args: Parameters<Problems[Code]['text']>): never {
  throw new Failure([problem(code, ...args)]);
}

export function lineOf({ code, ...text }: Problem): string {
  return `${code}: ${sentenceOf(text)}`;
}
