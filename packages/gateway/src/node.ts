import type { Diagnostics } from './diagnostics';
import { DocumentError, parseDocument } from './document';
import { isObject, member, textOf, type Json } from './json';
import type { Diagnostic, DiagnosticCode } from './model/diagnostic';
import type { Source, Texts } from './model/source';
import type { Position } from './position';

/** A value and where it stands. Reading it as something it is not is a diagnostic, and gives undefined. */
export class Node {
  constructor(readonly value: Json | undefined, private readonly position: Position, private readonly diagnostics: Diagnostics) {}

  get source(): Source {
    return this.position.source;
  }

  get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get(name: string): Node {
    return this.child(name, member(this.value, name));
  }

  /** Another value in this one's place. */
  with(value: Json | undefined): Node {
    return new Node(value, this.position, this.diagnostics);
  }

  /** The members of an object; none where there is no object. */
  entries(): [string, Node][] {
    const object = this.read('an object', isObject);
    return object ? Object.entries(object).map(([name, value]) => [name, this.child(name, value)]) : [];
  }

  /** The items of a list; none where there is no list. */
  items(): Node[] {
    const list = this.read('a list', (value): value is Json[] => Array.isArray(value));
    return (list ?? []).map((value, index) => this.child(index, value));
  }

  text(): string | undefined {
    return this.convert('a text', textOf);
  }

  /** A text that has to be there. */
  required(name: string): string | undefined {
    const node = this.get(name);
    if (!node.present) this.report('error', 'missing-value', `${name} is missing`);
    return node.text();
  }

  number(): number | undefined {
    return this.convert('a number', (value) => {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
    });
  }

  flag(): boolean | undefined {
    return this.convert('true or false', (value) => value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined);
  }

  /** One of some texts, in any case. */
  choice<T extends string>(choices: readonly T[]): T | undefined {
    return this.convert(`one of ${choices.join(', ')}`, (value) => {
      const text = textOf(value)?.toUpperCase();
      return choices.find((choice) => choice.toUpperCase() === text);
    });
  }

  list(): string[] {
    return this.items().flatMap((item) => item.text() ?? []);
  }

  texts(): Texts {
    return this.collect((node) => node.text());
  }

  flags(): Readonly<Record<string, boolean>> {
    return this.collect((node) => node.flag());
  }

  /** An object of what each member is read as. */
  collect<T>(read: (node: Node) => T | undefined): Readonly<Record<string, T>> {
    return Object.fromEntries(this.entries().flatMap(([name, node]) => {
      const value = read(node);
      return value === undefined ? [] : [[name, value]];
    }));
  }

  /** The value; for a text, the JSON or YAML that it holds. */
  parsed(): Json | undefined {
    if (typeof this.value !== 'string') return this.value;
    try {
      return parseDocument(this.value);
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      this.report('error', 'invalid-document', error.message);
      return undefined;
    }
  }

  report(severity: Diagnostic['severity'], code: DiagnosticCode, message: string): void {
    this.diagnostics.report(severity, code, this.source, message);
  }

  private child(key: string | number, value: Json | undefined): Node {
    return new Node(value, this.position.at(key), this.diagnostics);
  }

  private read<T extends Json>(what: string, is: (value: Json) => value is T): T | undefined {
    return this.convert(what, (value) => is(value) ? value : undefined);
  }

  private convert<T>(what: string, read: (value: Json) => T | undefined): T | undefined {
    if (this.value === undefined || this.value === null) return undefined;
    const result = read(this.value);
    if (result === undefined) this.report('error', 'invalid-value', `has to be ${what}, not ${JSON.stringify(this.value).slice(0, 80)}`);
    return result;
  }
}
