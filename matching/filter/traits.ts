/** Of each of some things a number; things with the same number are equal in what matters. */
export interface Traits {
  /** From 0 on. */
  of: Int32Array
  /** How many there are. */
  count: number
  /** The first thing with each. */
  first: readonly number[]
}

/** @param trait all of a thing that matters, as a text */
export function traitsOf<T>(things: readonly T[], trait: (thing: T) => string): Traits {
  const numbers = new Map<string, number>()
  const first: number[] = []
  const of = Int32Array.from(things, (thing, index) => {
    const text = trait(thing)
    const known = numbers.get(text)
    if (known !== undefined) return known
    numbers.set(text, first.length)
    return first.push(index) - 1
  })
  return { of, count: first.length, first }
}

/** Asks once for each trait, and remembers the answer for all things that have it. */
export function oncePerTrait<T>(
  { of, count }: Traits,
  ask: (thing: number) => Exclude<T, undefined>,
): (thing: number) => Exclude<T, undefined> {
  const answers = new Array<Exclude<T, undefined> | undefined>(count)
  return (thing) => {
    const trait = of[thing] as number
    const known = answers[trait]
    if (known !== undefined) return known
    const answer = ask(thing)
    answers[trait] = answer
    return answer
  }
}
