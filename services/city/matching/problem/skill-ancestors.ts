/** A skill and the more general one it stands below. */
export interface SkillBelow {
  id: string
  parentId: string | null
}

/** The more general skills above each skill, nearest first. A skill that stands below itself is followed once only. */
export function skillAncestors(skills: readonly SkillBelow[]): Record<string, string[]> {
  const parents = new Map(skills.map(({ id, parentId }) => [id, parentId]))
  return Object.fromEntries(skills.map(({ id }) => [id, above(id, parents)]))
}

function above(id: string, parents: ReadonlyMap<string, string | null>): string[] {
  const found = new Set([id])
  for (let next = parents.get(id); next != null && !found.has(next); next = parents.get(next)) found.add(next)
  return [...found].slice(1)
}
