import { z } from 'zod'

/** A resource as it stands in a feed. */
export interface FeedResource {
  /** FHIR type, such as `Location`. */
  type: string
  /** Unique among the feed's resources of its type. */
  id: string
  content: Record<string, unknown>
  /** Address it stands under in its Bundle. */
  fullUrl: string | null
  /** File and entry, for messages. */
  location: string
}

/** FHIR allows letters, digits, - and . (R4 datatypes, id); servers are met that also use _. */
const logicalId = /^[A-Za-z0-9\-._]{1,64}$/

/**
 * The id a resource is kept under: its own; in a transaction, where it has none yet, that of its fullUrl.
 *
 * @returns undefined if it has none that can be used
 */
export function idOf(content: Record<string, unknown>, fullUrl: string | null): string | undefined {
  if (content.id !== undefined) {
    return typeof content.id === 'string' && logicalId.test(content.id) ? content.id : undefined
  }
  const last = fullUrl && /(?:^urn:uuid:|\/)([^/:]+)$/.exec(withoutVersion(fullUrl))?.[1]
  return last && logicalId.test(last) ? last : undefined
}

/** An address without the version it names; urn:uuid in lower case, for UUIDs are compared so (RFC 4122). */
export function withoutVersion(url: string): string {
  return /^urn:uuid:/i.test(url) ? url.toLowerCase() : url.replace(/\/_history\/[^/]*$/, '')
}

const labels = z.object({
  meta: z.object({ security: z.array(z.object({ system: z.string(), code: z.string() })) }),
})

/** Whether a security label says that this is not for everyone (v3-Confidentiality R, restricted, or V, very restricted). */
export function isConfidential(content: Record<string, unknown>): boolean {
  const read = labels.safeParse(content)
  return (read.data?.meta.security ?? []).some(
    ({ system, code }) => /\/v3-Confidentiality$/.test(system) && /^[RV]$/.test(code),
  )
}
