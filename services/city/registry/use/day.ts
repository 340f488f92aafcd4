/** The UTC day of a moment, such as `2027-03-01`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}
