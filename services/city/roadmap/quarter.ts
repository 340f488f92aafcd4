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
