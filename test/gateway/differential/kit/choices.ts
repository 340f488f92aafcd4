/** Decisions somebody else makes, one after the other. */
export interface Choices {
  /** From 0 up to below the limit; 0 once there are no more decisions, so that what is made comes to an end. */
  next(limit: number): number
  one<T>(values: readonly T[]): T
}

/** Decisions by a list of numbers: the shorter it is and the smaller they are, the simpler is what comes of it. */
export function choicesBy(numbers: readonly number[]): Choices {
  let position = 0
  const next = (limit: number) => (numbers[position++] ?? 0) % limit
  return {
    next,
    one: <T>(values: readonly T[]) => {
      const value = values[next(values.length)]
      if (value === undefined) throw new TypeError('There is nothing to choose from')
      return value
    },
  }
}
