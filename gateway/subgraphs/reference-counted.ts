/** Something that lives as long as anybody holds it. */
export interface ReferenceCounted<T> {
  /** @param make called if nobody holds it under that key */
  hold(key: string, make: () => T): T
  /** @returns it, if nobody holds it any more */
  release(key: string): T | undefined
  /** All that is held, once each. */
  held(): T[]
}

export function createReferenceCounted<T>(): ReferenceCounted<T> {
  const all = new Map<string, { thing: T; holders: number }>()
  return {
    hold: (key, make) => {
      const known = all.get(key) ?? { thing: make(), holders: 0 }
      known.holders++
      all.set(key, known)
      return known.thing
    },
    release: (key) => {
      const known = all.get(key)
      if (known === undefined || --known.holders > 0) return undefined
      all.delete(key)
      return known.thing
    },
    held: () => [...all.values()].map(({ thing }) => thing),
  }
}
