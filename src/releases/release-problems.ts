import { define, GUIDE, type ProblemText, quote } from '../private/problem-definition';

const CANARY = `${GUIDE}canary-release.html`;
const STAGES = `${GUIDE}set-up-stages.html`;
const DEPLOYMENTS = `${GUIDE}how-to-deploy-api.html`;
const VERSIONS = 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html';

const listOf = (names: readonly string[]): string => (names.length > 0 ? names.map(quote).join(', ') : 'none');

/** The problems of releases. Those that need no construct are reported by the command line too. */
export const RELEASE_PROBLEMS = {
  LedgerMissing: define('A ledger is a file that exists, because without it every stage would serve the head.', DEPLOYMENTS,
    (file: string) => ({ what: `there is no ledger ${quote(file)}`, remedy: `correct the path, or begin with "stagecraft release init --ledger ${file}"` })),
  LedgerBroken: define('A ledger is as the command line wrote it.', DEPLOYMENTS,
    (file: string, line: number, what: string) => ({
      what: `line ${line} of the ledger ${quote(file)}: ${what}`,
      remedy: 'restore the file from version control, and change it with "stagecraft release"',
    })),
  NoLedger: define('A stage follows the ledger of its API.', STAGES,
    (stage: string) => ({
      what: `stage ${quote(stage)} serves what the ledger says, and the API has none`,
      remedy: 'set releases: ReleaseLedger.fromFile(\'releases.json\') on the API, or let the stage serve StageRelease.head()',
    })),
  PinnedStageName: define('A stage that follows the ledger has a name that is known at synthesis.', STAGES,
    () => ({ what: 'a stage that follows the ledger has a name that only the deployment knows', remedy: 'give it a literal name' })),
  LedgerKey: define('An API has an entry of its own in the ledger.', DEPLOYMENTS,
    (key: string, other: string) => ({
      what: `${quote(key)} is the entry of ${other} as well`,
      remedy: 'give one of the two another construct id, or a ledger of its own',
    })),
  ApiRenamed: define('The ledger knows an API by its stack and construct path.', DEPLOYMENTS,
    (key: string, orphans: readonly string[]) => ({
      what: `the ledger has no entry ${quote(key)}, but one for ${orphans.map(quote).join(', ')}, which this stack has no API for`,
      remedy: `keep the history with "stagecraft release rename ${orphans[0]} ${key}" if the API was renamed, or delete that entry if it is gone`,
    })),
  ApiReplaced: define('Deployments go with the API that they were made of.', DEPLOYMENTS,
    (key: string, recorded: string, now: string) => ({
      what: `the releases of ${quote(key)} were recorded for the resource ${recorded}, and it is ${now} now: another API, which none of them was deployed to`,
      remedy: `keep the resource with api.node.defaultChild.overrideLogicalId('${recorded}'), or delete the entry from the ledger to begin anew`,
    })),
  HandlerGone: define('A release that a stage serves keeps its functions in the app.', VERSIONS,
    (stage: string, release: string, handler: string) => ({
      what: `stage ${quote(stage)} serves release ${release}, which invokes ${handler}, and the app has it no more`,
      remedy: 'keep the function until every stage has moved on, or move the stage first',
    })),
  HandlerReplaced: define('A version goes with the function that it was made of.', VERSIONS,
    (stage: string, release: string, handler: string, recorded: string, now: string) => ({
      what: `stage ${quote(stage)} serves release ${release}, made with the function ${recorded} of ${handler}, which is ${now} now: the old one goes, and its versions with it`,
      remedy: 'keep the logical id, the name and the package type of the function until every stage has moved on',
    })),
  ReleaseUnusable: define('A release can be served as long as its functions are there.', VERSIONS,
    (release: string, handlers: readonly string[]) => ({
      what: `release ${release} cannot be served again: ${handlers.join(', ')} ${handlers.length === 1 ? 'is' : 'are'} gone or replaced`,
      remedy: 'remove it with "stagecraft release prune"',
    })),
  ReleaseVariable: define('A stage variable that a release uses is defined on the stage that serves it.', `${GUIDE}stage-variables.html`,
    (stage: string, release: string, variable: string) => ({
      what: `stage ${quote(stage)} serves release ${release}, which uses the variable ${quote(variable)}, and does not define it`,
      remedy: `keep it on the stage: variables: { ${variable}: … }`,
    })),
  CanaryVariable: define('A canary overrides variables that its stage defines.', CANARY,
    (stage: string, variable: string, known: readonly string[]) => ({
      what: `the ledger sets the variable ${quote(variable)} of stage ${quote(stage)}, which does not define it; it has ${listOf(known)}`,
      remedy: `define it on the stage, variables: { ${variable}: … }, or take it out of the ledger`,
    })),
  CanaryCache: define('A canary shares the cache of a stage that has one.', CANARY,
    (stage: string) => ({ what: `the canary of stage ${quote(stage)} uses the stage's cache, and the stage has none`, remedy: 'give the stage a cache, or run the canary with --no-use-stage-cache' })),

  // Of the command line alone
  UnknownApi: define('A command names an API of the ledger or the assembly.', DEPLOYMENTS,
    (api: string, known: readonly string[]) => ({
      what: `there is no API ${quote(api)}; there is ${listOf(known)}`,
      remedy: known.length > 0 ? 'name one of them with --api' : 'deploy, and make a first release of it with "stagecraft release record"',
    })),
  UnknownStage: define('A command names a stage that the ledger pins.', STAGES,
    (stage: string, known: readonly string[]) => ({
      what: `the ledger pins no stage ${quote(stage)}; it pins ${listOf(known)}`,
      remedy: 'name one of them; a stage is pinned with serves: StageRelease.fromLedger() and the next "stagecraft release record"',
    })),
  UnknownRelease: define('A release is recorded before it is served.', DEPLOYMENTS,
    (release: string, known: readonly string[]) => ({ what: `there is no release ${quote(release)}; there is ${listOf(known)}`, remedy: 'deploy it and record it first, or name one of them' })),
  SameRelease: define('A stage moves to another release than the one it serves.', STAGES,
    (stage: string, release: string) => ({ what: `stage ${quote(stage)} serves release ${release} already`, remedy: 'name another one with --release' })),
  OtherCanary: define('A stage has one canary.', CANARY,
    (stage: string, running: string, release: string) => ({
      what: `stage ${quote(stage)} has release ${running} as its canary, not ${release}`,
      remedy: 'promote it, or drop it with "stagecraft release rollback" first',
    })),
  CanaryPercent: define('A canary takes 0 to 100 percent.', CANARY,
    (percent: number) => ({ what: `${percent} is no share of the traffic`, remedy: 'use 0 to 100 percent' })),
  CanaryVariableName: define('A canary overrides variables by their names, but not lambdaAlias.', CANARY,
    (name: string, value: string, why: string) => ({ what: `the canary variable ${quote(name)} = ${quote(value)} ${why}`, remedy: 'write it like --variable host=canary.example.com' })),
  CanaryUnsupported: define('Only stages of REST APIs have canaries.', CANARY,
    (stage: string, protocol: string) => ({
      what: `stage ${quote(stage)} is of ${protocol === 'HTTP' ? 'an HTTP' : 'a WebSocket'} API, which has no canary`,
      remedy: 'shift the traffic with the routing of the Lambda alias, or promote at once',
    })),
  NothingToRollBack: define('A stage goes back to what it served before.', STAGES,
    (stage: string, release: string) => ({
      what: `stage ${quote(stage)} has no canary, and served nothing before release ${release} that is still there`,
      remedy: 'name a release with --release',
    })),
  RenameTarget: define('A rename moves the history of one API to a name without one.', DEPLOYMENTS,
    (to: string, why: string) => ({ what: `the history cannot be moved to ${quote(to)}: ${why}`, remedy: 'use the key of the renamed API, <stack artifact id>/<construct path>, as the problem at synthesis prints it' })),
  PruneKeep: define('Pruning keeps one release or more.', DEPLOYMENTS,
    (keep: number) => ({ what: `${keep} releases cannot be kept`, remedy: 'use a whole number, 1 or more' })),
} satisfies Record<string, { readonly text: (...args: never[]) => ProblemText }>;
