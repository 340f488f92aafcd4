import { isDeepStrictEqual } from 'node:util'

/** Names of the fields whose values differ, in the order of `after`; none where there was nothing before. */
export function changedFields<Content extends object>(before: Content | null, after: Content): string[] {
  if (before === null) return []
  return Object.entries(after)
    .filter(([name, value]) => !isDeepStrictEqual(before[name as keyof Content], value))
    .map(([name]) => name)
}
