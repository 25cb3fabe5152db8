import type { ApiHistory, Ledger, Pin, Protocol, Release, ReleaseContent, StageHistory } from './ledger';
import { digestOf } from './ledger-text';
import { RELEASE_PROBLEMS } from './release-problems';

/** Something that is done to the history of one API. */
export type Action =
  /** What was just deployed becomes a release; stages that the ledger does not pin yet are pinned to it, for it is what they serve. */
  | { readonly kind: 'record'; readonly api: string; readonly head: Head; readonly stages: readonly string[]; readonly recordedAt: string; readonly note?: string }
  /** A part of a stage's requests goes to another release. A canary that runs already keeps what the action does not say. */
  | ({ readonly kind: 'canary'; readonly percentTraffic: number; readonly variables?: Readonly<Record<string, string>>; readonly useStageCache?: boolean } & StageAction)
  /** The canary, or without one the named or newest release, gets all requests. */
  | ({ readonly kind: 'promote' } & StageAction)
  /** The canary goes; without one, or with a named release, the stage returns to what it served before. */
  | ({ readonly kind: 'rollback' } & StageAction)
  /** The oldest releases go, but for what a stage serves or would return to next. */
  | { readonly kind: 'prune'; readonly api: string; readonly keep: number }
  /** The history goes to another key, because the construct or its stack has another name. */
  | { readonly kind: 'rename'; readonly api: string; readonly to: string };

interface StageAction {
  readonly api: string;
  readonly stage: string;
  readonly release?: string;
}

/** An API as it was deployed. */
export interface Head extends ReleaseContent {
  readonly protocol: Protocol;
  readonly resource: string;
}

/** Why an action is not possible. */
export interface Refusal {
  readonly code: keyof typeof RELEASE_PROBLEMS;
  readonly what: string;
  readonly remedy: string;
}

/** The ledger after an action, or why there is none. */
export type Transition = { readonly ledger: Ledger; readonly problems?: undefined } | { readonly problems: readonly Refusal[] };

/** What an action makes of a ledger: the only way in which one changes. */
export function transition(ledger: Ledger, action: Action): Transition {
  try {
    return { ledger: { ...ledger, apis: apply(ledger.apis, action) } };
  } catch (error) {
    if (error instanceof Refused) return { problems: [error.refusal] };
    throw error;
  }
}

type Apis = Ledger['apis'];

function apply(apis: Apis, action: Action): Apis {
  if (action.kind === 'record') return { ...apis, [action.api]: recorded(apis[action.api], action) };
  const api = apis[action.api] ?? refuse('UnknownApi', action.api, Object.keys(apis));
  switch (action.kind) {
    case 'prune': return { ...apis, [action.api]: pruned(api, action.keep) };
    case 'rename': return renamed(apis, action.api, action.to);
    default: return { ...apis, [action.api]: { ...api, stages: { ...api.stages, [action.stage]: moved(api, action) } } };
  }
}

function recorded(api: ApiHistory | undefined, action: Extract<Action, { kind: 'record' }>): ApiHistory {
  const { api: key, head, stages, recordedAt, note } = action;
  const { protocol, resource, ...content } = head;
  if (api && api.resource !== resource) refuse('ApiReplaced', key, api.resource, resource);
  const releases = api?.releases ?? [];
  const present = releases.find((release) => sameContent(release, content));
  const release = present ?? sealed({ ...content, id: String(Number(newest(releases)?.id ?? 0) + 1), recordedAt, ...(note && { note }) });
  const unpinned = stages.filter((stage) => !own(api?.stages ?? {}, stage));
  const pins = unpinned.map((stage) => [stage, { stable: { release: release.id }, previous: [] }] as const);
  return {
    protocol,
    resource,
    releases: present ? releases : [...releases, release],
    stages: { ...api?.stages, ...Object.fromEntries(pins) },
  };
}

function moved(api: ApiHistory, action: Extract<Action, StageAction>): StageHistory {
  const stage = own(api.stages, action.stage) ?? refuse('UnknownStage', action.stage, Object.keys(api.stages));
  const known = api.releases.map(({ id }) => id);
  if (action.release !== undefined && !known.includes(action.release)) refuse('UnknownRelease', action.release, known);
  switch (action.kind) {
    case 'canary': return withCanary(api, stage, action);
    case 'promote': return promoted(api, stage, action);
    case 'rollback': return rolledBack(stage, action);
  }
}

function withCanary(api: ApiHistory, stage: StageHistory, action: Extract<Action, { kind: 'canary' }>): StageHistory {
  const { percentTraffic, variables = {}, useStageCache } = action;
  if (api.protocol !== 'REST') refuse('CanaryUnsupported', action.stage, api.protocol);
  if (!(percentTraffic >= 0 && percentTraffic <= 100)) refuse('CanaryPercent', percentTraffic);
  for (const [name, value] of Object.entries(variables)) {
    if (!/^\w{1,64}$/.test(name)) refuse('CanaryVariableName', name, value, 'has no name of 1 to 64 letters, digits and underscores');
    if (name === 'lambdaAlias') refuse('CanaryVariableName', name, value, 'would choose the functions, which the release does');
    if (!/^[A-Za-z0-9\-._~:/?#&=,]{0,512}$/.test(value)) refuse('CanaryVariableName', name, value, 'has a value that a stage variable cannot have');
  }
  const running = stage.canary;
  const release = action.release ?? running?.release ?? newest(api.releases)!.id;
  if (running && running.release !== release) refuse('OtherCanary', action.stage, running.release, release);
  if (stage.stable.release === release) refuse('SameRelease', action.stage, release);
  const shares = useStageCache ?? running?.useStageCache;
  const now = { ...pin(release, { ...running?.variables, ...variables }), percentTraffic };
  return { ...stage, canary: shares === undefined ? now : { ...now, useStageCache: shares } };
}

function promoted(api: ApiHistory, stage: StageHistory, action: Extract<Action, { kind: 'promote' }>): StageHistory {
  const running = stage.canary;
  const release = action.release ?? running?.release ?? newest(api.releases)!.id;
  if (running && running.release !== release) refuse('OtherCanary', action.stage, running.release, release);
  if (stage.stable.release === release) refuse('SameRelease', action.stage, release);
  return { stable: pin(release, { ...stage.stable.variables, ...running?.variables }), previous: [stage.stable, ...stage.previous] };
}

function rolledBack({ canary, ...stage }: StageHistory, action: Extract<Action, { kind: 'rollback' }>): StageHistory {
  if (action.release === undefined && canary) return stage;
  if (action.release === stage.stable.release) {
    return canary ? stage : refuse('SameRelease', action.stage, action.release);
  }
  const index = action.release === undefined ? 0 : stage.previous.findIndex(({ release }) => release === action.release);
  if (index < 0) return { stable: { release: action.release! }, previous: stage.previous };
  const stable = stage.previous[index] ?? refuse('NothingToRollBack', action.stage, stage.stable.release);
  return { stable, previous: stage.previous.slice(index + 1) };
}

function pruned(api: ApiHistory, keep: number): ApiHistory {
  if (!Number.isInteger(keep) || keep < 1) refuse('PruneKeep', keep);
  const kept = new Set(api.releases.slice(-keep).map(({ id }) => id));
  for (const { stable, canary, previous: [next] } of Object.values(api.stages)) {
    for (const used of [stable, canary, next]) if (used) kept.add(used.release);
  }
  const stages = Object.entries(api.stages).map(([name, stage]) => {
    const previous = stage.previous.filter(({ release }) => kept.has(release));
    return [name, { ...stage, previous }] as const;
  });
  return { ...api, releases: api.releases.filter(({ id }) => kept.has(id)), stages: Object.fromEntries(stages) };
}

function renamed(apis: Apis, from: string, to: string): Apis {
  if (apis[to]) refuse('RenameTarget', to, 'it has a history of its own');
  if (!/^[^/]+\/.+$/.test(to)) refuse('RenameTarget', to, 'it is no stack and construct path');
  const { [from]: history, ...others } = apis;
  const move = mover(from.split('/'), to.split('/'));
  return {
    ...others,
    [to]: {
      ...history,
      releases: history.releases.map((release) => sealed({
        ...release,
        functions: renamedKeys(release.functions, move),
        handlers: release.handlers.map(move),
        ...(release.authorizers && { authorizers: renamedKeys(release.authorizers, move) }),
      })),
    },
  };
}

/** What stands in the part of the tree that was renamed has another path now, too. */
function mover(from: string[], to: string[]): (construct: string) => string {
  while (from.length > 1 && to.length > 1 && from[from.length - 1] === to[to.length - 1]) {
    from.pop();
    to.pop();
  }
  const [old, now] = [from.join('/'), to.join('/')];
  return (construct) => (construct.startsWith(`${old}/`) ? now + construct.slice(old.length) : construct);
}

function renamedKeys<T>(values: Readonly<Record<string, T>>, rename: (key: string) => string): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [rename(key), value]));
}

function pin(release: string, variables: Readonly<Record<string, string>>): Pin {
  return { release, ...(Object.keys(variables).length > 0 && { variables }) };
}

function sealed(release: Omit<Release, 'digest'>): Release {
  return { ...release, digest: digestOf(release) };
}

function sameContent(release: Release, content: ReleaseContent): boolean {
  const seal = ({ deployment, functions, handlers, authorizers, variables }: ReleaseContent) => (
    digestOf({ deployment, functions, handlers, authorizers, variables, id: '', recordedAt: '' })
  );
  return seal(release) === seal(content);
}

/** A stage may be named like a member that every object has. */
function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function newest(releases: readonly Release[]): Release | undefined {
  return releases[releases.length - 1];
}

class Refused extends Error {
  constructor(public readonly refusal: Refusal) {
    super(refusal.what);
  }
}

function refuse<Code extends keyof typeof RELEASE_PROBLEMS>(code: Code, ...args: Parameters<(typeof RELEASE_PROBLEMS)[Code]['text']>): never {
  const text = RELEASE_PROBLEMS[code].text as (...values: typeof args) => { what: string; remedy: string };
  throw new Refused({ code, ...text(...args) });
}
