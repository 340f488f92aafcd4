const bitsPerByte = 8

/** A set of days, counted from 1970-01-01, as a row of bits from its first day on. */
export class ServiceDays {
  #start = 0
  #bits = new Uint8Array(0)

  add(day: number): void {
    this.#cover(day)
    const at = day - this.#start
    this.#bits[at >> 3] = this.#byte(at) | (1 << (at & 7))
  }

  remove(day: number): void {
    const at = day - this.#start
    if (at < 0 || at >= this.#bits.length * bitsPerByte) return
    this.#bits[at >> 3] = this.#byte(at) & ~(1 << (at & 7))
  }

  /** The first and last day in the set, or null if it is empty. */
  span(): { first: number; last: number } | null {
    const lowest = this.#bits.findIndex((byte) => byte !== 0)
    if (lowest < 0) return null
    const highest = this.#bits.findLastIndex((byte) => byte !== 0)
    const inLowest = this.#byte(lowest * bitsPerByte)
    const inHighest = this.#byte(highest * bitsPerByte)
    return {
      // The lowest bit set stays alone when a number meets its negative.
      first: this.#start + lowest * bitsPerByte + (31 - Math.clz32(inLowest & -inLowest)),
      last: this.#start + highest * bitsPerByte + (31 - Math.clz32(inHighest)),
    }
  }

  /** The day of the first bit of `bits`. */
  get start(): number {
    return this.#start
  }

  /** PostgreSQL bytea in hexadecimal; bit n, counted from the lowest of the first byte, is the day `start` + n. */
  bytea(): string {
    const end = this.#bits.findLastIndex((byte) => byte !== 0) + 1
    return `\\x${Buffer.from(this.#bits.subarray(0, end)).toString('hex')}`
  }

  #byte(at: number): number {
    return this.#bits[at >> 3] ?? 0
  }

  /** Makes room for a day; doubles what there is, for days come one by one. */
  #cover(day: number): void {
    if (this.#bits.length === 0) this.#start = day
    const before = Math.max(0, Math.ceil((this.#start - day) / bitsPerByte))
    const needed = Math.max(0, Math.floor((day - this.#start) / bitsPerByte) + 1)
    if (before === 0 && needed <= this.#bits.length) return
    const room = new Uint8Array(
      before + Math.max(needed, before > 0 ? this.#bits.length : this.#bits.length * 2),
    )
    room.set(this.#bits, before)
    this.#bits = room
    this.#start -= before * bitsPerByte
  }
}
