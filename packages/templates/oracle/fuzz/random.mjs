/** Choices that repeat for the same seed. */
export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** A whole number from 0 to `end - 1`. */
  below(end) {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  }

  chance(percent) {
    return this.below(100) < percent;
  }

  pick(choices) {
    return choices[this.below(choices.length)];
  }

  /** Up to `most` results of `make`, joined. */
  many(most, make, glue = '') {
    return Array.from({ length: this.below(most + 1) }, make).join(glue);
  }
}
