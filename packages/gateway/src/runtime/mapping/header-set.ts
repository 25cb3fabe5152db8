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
