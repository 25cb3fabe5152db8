/** Headers, one of each name in whatever case. */
export class HeaderSet {
  private readonly headers = new Map<string, { readonly name: string; readonly values: readonly string[] }>();

  has(name: string): boolean {
    return this.headers.has(name.toLowerCase());
  }

  get(name: string): string | undefined {
    return this.headers.get(name.toLowerCase())?.values.at(-1);
  }

  set(name: string, value: string | readonly string[]): void {
    this.headers.set(name.toLowerCase(), { name, values: typeof value === 'string' ? [value] : value });
  }

  /** Adds names and values in turn; a name's values stay together. */
  addAll(list: readonly string[]): void {
    for (let at = 0; at < list.length; at += 2) {
      const key = list[at].toLowerCase();
      const known = this.headers.get(key);
      if (known) this.headers.set(key, { name: known.name, values: [...known.values, list[at + 1]] });
      else this.headers.set(key, { name: list[at], values: [list[at + 1]] });
    }
  }

  /** Sets what is not there yet. */
  setDefault(name: string, value: string): void {
    if (!this.has(name)) this.set(name, value);
  }

  setAll(values: Readonly<Record<string, string | readonly string[]>>): void {
    for (const name of Object.keys(values)) this.set(name, values[name]);
  }

  delete(name: string): void {
    this.headers.delete(name.toLowerCase());
  }

  /** Names and values in turn. */
  list(): string[] {
    const list: string[] = [];
    for (const { name, values } of this.headers.values()) {
      for (const value of values) list.push(name, value);
    }
    return list;
  }
}
