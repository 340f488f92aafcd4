/** Does equal work once while it is under way. */
export type SingleFlight<T> = (key: string, begin: () => Promise<T>) => Promise<T>

export function createSingleFlight<T>(): SingleFlight<T> {
  const underWay = new Map<string, Promise<T>>()
  return (key, begin) => {
    const known = underWay.get(key)
    if (known) return known
    const begun = begin().finally(() => underWay.delete(key))
    underWay.set(key, begun)
    return begun
  }
}
