import { createHash } from 'node:crypto';
import type { Ledger, Pin, Release } from './ledger';
import { schemaFaults } from './ledger-schema';

/** What is wrong with a ledger's text, and where. */
export interface LedgerFault {
  /** Counted from 1. */
  readonly line: number;
  readonly what: string;
}

/** A ledger, or everything that is wrong with its text. */
export type ParsedLedger = { readonly ledger: Ledger; readonly faults?: undefined } | { readonly faults: readonly LedgerFault[] };

/** A ledger in its only form: sorted names, one line for each field, so that changes which meet in a merge are a conflict. */
export function printLedger(ledger: Ledger): string {
  return linesOf(ledger).map(({ text }) => `${text}\n`).join('');
}

export function parseLedger(text: string): ParsedLedger {
  const given = text.replace(/\r\n/g, '\n');
  let value: unknown;
  let lines: Line[];
  try {
    value = JSON.parse(given);
    lines = linesOf(value);
  } catch (error) {
    return { faults: [error instanceof RangeError ? { line: 1, what: 'begins what is nested too deeply' } : syntaxFault(given, error as SyntaxError)] };
  }
  const differs = given.trimEnd().split('\n').findIndex((line, index) => line !== lines[index]?.text);
  if (differs >= 0) return { faults: [formFault(given, lines, differs)] };

  const found = [...schemaFaults(value)];
  if (found.length === 0) found.push(...inconsistencies(value as Ledger));
  const lineOf = (path: readonly (string | number)[]) => lines.findIndex((line) => samePath(line.path, path)) + 1;
  const faults = found.map(({ path, what }) => ({ line: lineOf(path), what: `${nameOf(path)} ${what}` }))
    .sort((one, other) => one.line - other.line);
  return faults.length > 0 ? { faults } : { ledger: value as Ledger };
}

/** Tells a release that was edited from one that was not. Its note may be edited. */
export function digestOf({ digest: _digest, note: _note, ...release }: Omit<Release, 'digest'> & { readonly digest?: string }): string {
  return createHash('sha256').update(linesOf(release).map(({ text }) => text).join('\n')).digest('hex').slice(0, 16);
}

interface Line {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

function linesOf(value: unknown, path: readonly (string | number)[] = [], indent = '', start = ''): Line[] {
  if (typeof value !== 'object' || value === null) return [{ path, text: `${indent}${start}${JSON.stringify(value)}` }];
  const list = Array.isArray(value);
  const members: [string | number, unknown][] = list ? value.map((item, index) => [index, item])
    : Object.entries(value).filter(([, member]) => member !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  const [open, close] = list ? '[]' : '{}';
  if (members.length === 0) return [{ path, text: `${indent}${start}${open}${close}` }];
  const inner = members.flatMap(([name, member], index) => {
    const lines = linesOf(member, [...path, name], `${indent}  `, list ? '' : `${JSON.stringify(name)}: `);
    const last = lines[lines.length - 1];
    return index < members.length - 1 ? [...lines.slice(0, -1), { ...last, text: `${last.text},` }] : lines;
  });
  return [{ path, text: `${indent}${start}${open}` }, ...inner, { path, text: `${indent}${close}` }];
}

function inconsistencies({ apis }: Ledger): { path: (string | number)[]; what: string }[] {
  return Object.entries(apis).flatMap(([key, api]) => {
    const at = ['apis', key];
    const releases = api.releases.flatMap((release, index) => {
      const earlier = api.releases[index - 1];
      const edited = release.digest !== digestOf(release);
      return [
        ...(earlier && Number(earlier.id) >= Number(release.id) ? [{ path: [...at, 'releases', index, 'id'], what: `is ${release.id}, after ${earlier.id}` }] : []),
        ...(edited ? [{ path: [...at, 'releases', index], what: `is release ${release.id}, which was edited after it was recorded` }] : []),
      ];
    });
    const known = new Set(api.releases.map(({ id }) => id));
    const stages = Object.entries(api.stages).flatMap(([name, stage]) => {
      const pins: [(string | number)[], Pin | undefined][] = [[['stable'], stage.stable], [['canary'], stage.canary], ...stage.previous.map((pin, index): [(string | number)[], Pin] => [['previous', index], pin])];
      return [
        ...pins.filter(([, pin]) => pin && !known.has(pin.release))
          .map(([where, pin]) => ({ path: [...at, 'stages', name, ...where, 'release'], what: `is ${pin!.release}, which was never recorded or is pruned` })),
        ...(stage.canary && api.protocol !== 'REST'
          ? [{ path: [...at, 'stages', name, 'canary'], what: `is set, and a stage of ${api.protocol === 'HTTP' ? 'an HTTP' : 'a WebSocket'} API has no canary` }] : []),
      ];
    });
    return [...releases, ...stages];
  });
}

/** A line of a ledger: a name, if it has one, and a value or the begin or end of one. */
const LINE = /^ *(?:"(?:[^"\\]|\\.)*": )?(?:[{[][}\]]?|[}\]]|"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null),?$/;

function syntaxFault(text: string, error: SyntaxError): LedgerFault {
  const lines = text.trimEnd().split('\n');
  const marker = lines.findIndex((line) => /^(<{7}|={7}|>{7})/.test(line)) + 1;
  if (marker > 0) return { line: marker, what: 'is where two branches differ: the merge is not finished' };
  const position = /at position (\d+)/.exec(error.message);
  const strange = lines.findIndex((line) => !LINE.test(line)) + 1;
  const line = strange || (position ? text.slice(0, Number(position[1])).split('\n').length : lines.length);
  if (error.message.includes('after JSON')) return { line, what: 'is after the end of the ledger' };
  return line < lines.length ? { line, what: 'is no JSON' } : { line: lines.length, what: 'is where the file ends, in the middle of its JSON' };
}

function formFault(text: string, wanted: readonly Line[], index: number): LedgerFault {
  const given = text.split('\n')[index].trim();
  const want = wanted[index]?.text.trim();
  return {
    line: index + 1,
    what: given === want ? `${JSON.stringify(given)} is not indented as the ledger has it` : `is ${JSON.stringify(given)}, where the ledger's own form has ${JSON.stringify(want)}`,
  };
}

function nameOf(path: readonly (string | number)[]): string {
  return path.reduce<string>((name, step) => (typeof step === 'number' || !/^\w+$/.test(step) ? `${name}[${JSON.stringify(step)}]` : `${name}${name && '.'}${step}`), '') || 'the ledger';
}

function samePath(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}
