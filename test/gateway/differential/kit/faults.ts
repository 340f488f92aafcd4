/** What may be wrong with a field of a subgraph's answer. */
export type FieldFault = 'error' | 'null' | 'missing' | 'wrong'

export interface Faults {
  /** @param place what is asked for, of whom: the same place fares the same, however often and in whatever order it is asked for */
  ofField(place: string): FieldFault | undefined
  /** One of several, for a place. */
  choice<T>(place: string, values: readonly T[]): T | undefined
  /** Whether a subgraph gives no answer at all to an operation. */
  ofRequest(place: string): boolean
}

const fieldFaults: readonly FieldFault[] = ['error', 'null', 'missing', 'wrong']

/**
 * Faults of subgraphs, decided by a seed and by what is asked for, never by when: two executors that send different
 * requests meet the same ones.
 *
 * @param rate how many of a thousand fields have one
 */
export function faultsOf(seed: number, rate: number): Faults {
  const numberOf = (place: string) => hash(`${seed} ${place}`)
  const choice = <T>(place: string, values: readonly T[]) =>
    values[numberOf(`choice ${place}`) % values.length]
  return {
    choice,
    ofField: (place) => (numberOf(place) % 1000 < rate ? choice(`fault ${place}`, fieldFaults) : undefined),
    ofRequest: (place) => numberOf(`request ${place}`) % 1000 < rate,
  }
}

export const noFaults = faultsOf(0, 0)

/** A fault of one kind in the places a pattern finds. */
export function faultAt(pattern: RegExp, fault: FieldFault, wrong?: unknown): Faults {
  return {
    choice: <T>(_: string, [first]: readonly T[]) => (wrong === undefined ? first : (wrong as T)),
    ofField: (place) => (pattern.test(place) ? fault : undefined),
    ofRequest: () => false,
  }
}

/** FNV-1a, 32 bit, mixed once more: its low bits alone are poor. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}
