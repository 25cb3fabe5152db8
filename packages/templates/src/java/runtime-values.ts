import { throwJava } from '../errors';
import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaList, JavaLong, JavaMap, Value } from '../values';

/** A `java.lang.Character`. */
export class JavaCharacter {
  constructor(readonly text: string) {}
}

/** A Java array: it has a list's methods, but no printed form that a template could rely on. */
export class JavaArray {
  constructor(readonly items: Runtime[]) {}
}

/** A `java.util.Map.Entry`. */
export class JavaEntry {
  constructor(readonly key: Runtime, readonly map: JavaMap) {}

  /** The key and the value. */
  get items(): Runtime[] {
    return [this.key, valueOf(this.map, this.key)];
  }
}

/** A `java.util.Iterator` of the elements of a collection, or of the values of a map, which must not change on the way. */
export class JavaIterator {
  private place = 0;
  private readonly sizeBefore: number;

  constructor(private readonly items: readonly Runtime[], private readonly size = () => items.length) {
    this.sizeBefore = items.length;
  }

  hasNext(): boolean {
    return this.place !== this.size();
  }

  /** The next element; undefined when there is none. */
  next(): Runtime | undefined {
    return this.size() === this.sizeBefore ? this.items[this.place++]
      : throwJava('ConcurrentModification');
  }
}

/** What a `#define` puts into its variable: text that is made anew each time it is used. */
export class TextBlock {
  /**
   * @param print writes the text where the template stands; false when the block uses itself too deeply
   * @param toText the text, or null when the block uses itself too deeply
   */
  constructor(readonly print: (scope: unknown) => boolean, readonly toText: () => string | null) {}
}

/** An object of the service, such as `$input`: nothing but its named members can be reached. */
export class HostObject {
  constructor(readonly hostName: string, readonly methods: MethodTable<HostObject>) {}
}

/** Anything that a reference or an expression can yield. */
export type Runtime = Value | JavaCharacter | JavaArray | JavaEntry | JavaIterator | TextBlock | HostObject;

/** What a method does, given its first two arguments and all of them. A result of undefined is Java's `void`. */
export type Invoke<T> = (target: T, first: never, second: never, budget: RenderBudget, args: readonly never[]) => Runtime | undefined;

/** One overload of a method. */
export interface Overload<T> {
  /** Tells the arguments that it takes by the letters of their kinds. */
  readonly parameters: RegExp;
  readonly invoke: Invoke<T> | undefined;
}

/** The methods of a class by name, and the letter that stands for it. */
export interface MethodTable<T> {
  readonly kind: string;
  readonly overloads: ReadonlyMap<string, ReadonlyArray<Overload<T>>>;
}

/** Counts the regular expressions that are used up, and the text that they make. */
export interface RegexBudget {
  /** Refuses a text of that length before it is made. */
  checkLength(length: number): void;
  /** Counts the steps of a regular expression. */
  spendOnRegex(steps: number): void;
}

/** Counts the text and the regular expressions that are used up. */
export interface Budget extends RegexBudget {
  /** The text as it is, once it is known to be within the bound on text made on the way. */
  accept(text: string): string;
}

/** Counts all that a rendering uses up. */
export interface RenderBudget extends Budget {
  /** Counts elements that are added to a list all at once. */
  elements(count: number): void;
  /** Counts steps of the rendering. */
  spend(steps: number): void;
}

/** The entries of a map with keys of any type; maps made in templates are not limited to strings. */
export const entriesOf = (map: JavaMap): Map<Runtime, Runtime> => map.entries as unknown as Map<Runtime, Runtime>;

/** The value of a key; null without one. */
export const valueOf = (map: JavaMap, key: Runtime): Runtime => entriesOf(map).get(key) ?? null;

/** A list's items with values of any type. */
export const itemsOf = (list: JavaList): Runtime[] => list.items as Runtime[];

export const javaList = (items: readonly Runtime[], kind: JavaList['kind'] = 'list'): JavaList => new JavaList(items as Value[], kind);

export type JavaNumber = number | JavaLong | JavaBigInteger | JavaDouble | JavaBigDecimal;

/** The classes of numbers in their order; two numbers are calculated in the later class of both. */
export const enum Rank { Int, Long, BigInteger, Double, BigDecimal }

const NUMBER_CLASSES: readonly unknown[] = [Number, JavaLong, JavaBigInteger, JavaDouble, JavaBigDecimal];

/** Which class of numbers it is of; -1 for what is no number. */
export const rankOf = (value: Runtime): Rank => NUMBER_CLASSES.indexOf(value?.constructor);

export const isNumber = (value: Runtime): value is JavaNumber => rankOf(value) >= 0;

/** What a number, a text, a character or a boolean holds; anything else is itself. */
export const contentsOf = (value: Runtime): unknown =>
  (value as JavaDouble | null)?.value ?? (value as JavaCharacter | null)?.text ?? value;

export const isTextBlock = (value: Runtime): value is TextBlock => value instanceof TextBlock;
