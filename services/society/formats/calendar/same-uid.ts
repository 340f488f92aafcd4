import type { EventComponent } from './event-component.js'

/** Components of one UID: the event, if it is there, and how its occurrences differ. */
export interface SameUid {
  event: EventComponent | null
  changes: EventComponent[]
  /** What another version of the same stands for. */
  outdated: { component: EventComponent; reason: string }[]
}

/**
 * Sorts the components of one UID. Of two versions of the same the one with the higher SEQUENCE counts
 * (RFC 5545, 3.8.7.4); of two equal ones the first.
 */
export function sortSameUid(components: readonly EventComponent[]): SameUid {
  const newest = new Map<string, EventComponent>()
  const outdated: SameUid['outdated'] = []
  for (const component of components) {
    const key = component.changes === null ? '' : `${component.changes.isDate} ${component.changes.wall}`
    const other = newest.get(key)
    if (other === undefined || component.sequence > other.sequence) newest.set(key, component)
    if (other === undefined) continue
    const later = component.sequence > other.sequence
    outdated.push({
      component: later ? other : component,
      reason:
        component.sequence === other.sequence
          ? `the same UID stands at ${other.location} already`
          : `a later version of it (SEQUENCE ${Math.max(component.sequence, other.sequence)}) counts`,
    })
  }
  const event = newest.get('') ?? null
  newest.delete('')
  return { event, changes: [...newest.values()], outdated }
}
