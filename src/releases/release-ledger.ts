import type { IConstruct } from 'constructs';
import { keyOf } from './construct-key';
import { type ApiHistory, EMPTY_LEDGER } from './ledger';
import { readLedgerFile } from './ledger-file';
import { type ParsedLedger, parseLedger } from './ledger-text';
import type { ProblemReport } from '../problems';

/**
 * The history of releases: which definitions and function versions were deployed, and which of them each stage serves. It is a file in the
 * repository that the command `stagecraft release` writes, and that synthesis only reads.
 *
 * Problems, reported by the APIs that have it: `LedgerMissing`, `LedgerBroken`, `LedgerKey`, `ApiRenamed`, `ApiReplaced`, `ReleaseUnusable`.
 */
export class ReleaseLedger {
  /**
   * A ledger file.
   *
   * @param path from the folder that the app runs in, which is that of cdk.json
   */
  public static fromFile(path: string): ReleaseLedger {
    return new ReleaseLedger(path);
  }

  private parsed?: ParsedLedger;

  /** @internal */
  private constructor(private readonly path: string) {}

  /** @internal */
  public get _file(): string {
    return this.path;
  }

  /**
   * The history of an API, which has the entry from now on to itself.
   *
   * @internal
   */
  public _claim(api: IConstruct): ApiHistory | undefined {
    const claims = this.claimsIn(api);
    const key = keyOf(api);
    if (!claims.has(key)) claims.set(key, api);
    return this.apis[key];
  }

  /** @internal */
  public _check(api: IConstruct, resource: string, problems: ProblemReport): void {
    if (!this.read()) {
      problems.add('LedgerMissing', this.path);
      return;
    }
    for (const { line, what } of this.read()!.faults ?? []) problems.add('LedgerBroken', this.path, line, what);
    const key = keyOf(api);
    const claims = this.claimsIn(api);
    const owner = claims.get(key)!;
    if (owner !== api) problems.add('LedgerKey', key, owner.node.path);
    const history = this.apis[key];
    if (history && history.resource !== resource) problems.add('ApiReplaced', key, history.resource, resource);
    const [stack] = key.split('/');
    const orphans = Object.keys(this.apis).filter((other) => other.startsWith(`${stack}/`) && !claims.has(other));
    if (!history && orphans.length > 0) problems.add('ApiRenamed', key, orphans);
  }

  private get apis(): Readonly<Record<string, ApiHistory>> {
    const parsed = this.read();
    return !parsed || parsed.faults ? EMPTY_LEDGER.apis : parsed.ledger.apis;
  }

  private read(): ParsedLedger | undefined {
    if (!this.parsed) {
      const text = readLedgerFile(this.path);
      this.parsed = text === undefined ? undefined : parseLedger(text);
    }
    return this.parsed;
  }

  private claimsIn(api: IConstruct): Map<string, IConstruct> {
    const { root } = api.node;
    if (!CLAIMS.has(root)) CLAIMS.set(root, new Map());
    const files = CLAIMS.get(root)!;
    if (!files.has(this.path)) files.set(this.path, new Map());
    return files.get(this.path)!;
  }
}

/** By app and file: which API has which entry. */
const CLAIMS = new WeakMap<IConstruct, Map<string, Map<string, IConstruct>>>();
