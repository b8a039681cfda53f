/** A set of pairs of small whole numbers; 8 bytes a slot, where a Set of a million numbers takes 40 each. */
export class PairSet {
  #slots = new Float64Array(1 << 16);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a pair, the smaller first; false where it was there already. Both below 2^26, the larger above 0. */
  add(a: number, b: number): boolean {
    if (this.#size * 2 > this.#slots.length) this.#grow();
    return this.#put(this.#slots, a < b ? a * 0x4000000 + b : b * 0x4000000 + a);
  }

  #put(slots: Float64Array, pair: number): boolean {
    const mask = slots.length - 1;
    let at = (Math.imul(pair % 0x4000000, 0x9e3779b1) ^ Math.imul(Math.floor(pair / 0x4000000), 0x85ebca6b)) & mask;
    for (;;) {
      const there = slots[at]!;
      if (there === pair) return false;
      if (there === 0) {
        slots[at] = pair;
        this.#size++;
        return true;
      }
      at = (at + 1) & mask;
    }
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Float64Array(before.length * 2);
    this.#size = 0;
    for (const pair of before) if (pair !== 0) this.#put(this.#slots, pair);
  }
}
