interface Entry<T> {
  readonly value: T;
  readonly weight: number;
  readonly expiresAt: number;
}

/** Keeps values for a while. When it is full, what was not used for the longest time goes. */
export class BoundedCache<T> {
  private readonly entries = new Map<string, Entry<T>>();
  private weight = 0;

  /** @param capacity how much all values may weigh, with their keys' characters @param weigh what one weighs */
  constructor(private readonly capacity: number, private readonly weigh: (value: T) => number) {}

  get(key: string, now: number): T | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.delete(key);
    if (entry.expiresAt <= now) return undefined;
    this.add(key, entry);
    return entry.value;
  }

  set(key: string, value: T, expiresAt: number): void {
    const weight = this.weigh(value) + key.length;
    this.delete(key);
    if (weight > this.capacity) return;
    this.add(key, { value, weight, expiresAt });
    for (const oldest of this.entries.keys()) {
      if (this.weight <= this.capacity) break;
      this.delete(oldest);
    }
  }

  private add(key: string, entry: Entry<T>): void {
    this.entries.set(key, entry);
    this.weight += entry.weight;
  }

  private delete(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    this.weight -= entry.weight;
  }
}
