import type { Owner } from '../../../platform/graph/access.js'

/**
 * Whom something of an organization belongs to. Which one is the town's own is for city to know; it has no members, so
 * nobody is let in to it here.
 */
export function ownerOf(organizationId: string): Owner {
  return { organizationId, town: false }
}
