import { LRUCache } from 'lru-cache'

/** Most memory the texts take, as characters. */
const maxSize = 8 * 1024 * 1024
/** What is left of an operation's weight each time counts are taken: what was busy a few minutes ago fades. */
const fading = 0.98

export interface Operation {
  text: string
  name: string | null
}

/** Which operations are executed most, lately. */
export interface BusyOperations {
  /** @param key the same for the same operation, and for no other */
  note(key: string, operation: Operation): void
  age(): void
  /** The `n` with the most weight. */
  first(n: number): Operation[]
}

export function createBusyOperations(): BusyOperations {
  const known = new LRUCache<string, Operation & { weight: number }>({
    maxSize,
    sizeCalculation: ({ text }) => text.length + 1,
  })
  return {
    note: (key, operation) => {
      const there = known.get(key)
      if (there) there.weight += 1
      else known.set(key, { ...operation, weight: 1 })
    },
    age: () => {
      for (const operation of known.values()) operation.weight *= fading
    },
    first: (n) =>
      [...known.values()]
        .sort((a, b) => b.weight - a.weight)
        .slice(0, n)
        .map(({ text, name }) => ({ text, name })),
  }
}
