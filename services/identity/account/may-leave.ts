/** An organization somebody is the last owner of. */
export interface Owned {
  organizationId: string
  /** Whether others belong to it. */
  hasOthers: boolean
}

/** Why somebody cannot go: organizations that would be left without an owner, by what helps. */
export interface Staying {
  /** Somebody else has to become an owner first. */
  handOver: string[]
  /** Nobody else is there; that nobody acts for them any more has to be said. */
  abandon: string[]
}

/**
 * What keeps the last owner of organizations from going.
 *
 * @param abandoning ids of organizations of which was said that nobody acts for them any more
 * @returns undefined if nothing does
 */
export function staying(owned: readonly Owned[], abandoning: readonly string[]): Staying | undefined {
  const handOver = owned.filter(({ hasOthers }) => hasOthers).map(({ organizationId }) => organizationId)
  const abandon = owned
    .filter(({ organizationId, hasOthers }) => !hasOthers && !abandoning.includes(organizationId))
    .map(({ organizationId }) => organizationId)
  return handOver.length + abandon.length > 0 ? { handOver, abandon } : undefined
}
