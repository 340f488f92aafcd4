/**
 * The quarter a day lies in.
 *
 * @param day `YYYY-MM-DD`
 * @returns such as `2027-Q1`; later quarters sort after earlier ones
 */
export function quarterOf(day: string): string {
  const [year, month] = day.split('-')
  return `${year}-Q${Math.ceil(Number(month) / 3)}`
}

/** Quarters the roadmap takes; the decades around the present, so that a slip of the hand is noticed. */
export const quarterPattern = /^20\d\d-Q[1-4]$/
