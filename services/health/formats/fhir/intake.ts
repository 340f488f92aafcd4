import { z } from 'zod'
import type { FeedSink } from '../../../../platform/feeds/format.js'
import { problemsOf } from '../../../../platform/feeds/records/validation.js'
import { resourceTypeOf } from './document.js'
import { repeating } from './each.js'
import { readService } from './healthcare-service.js'
import type { Links } from './links.js'
import { writeSite } from './location.js'
import { organization } from './organization.js'
import { containedId, keysOf } from './reference.js'
import { type FeedResource, idOf, isConfidential } from './resource.js'

/** What takes in the resources of a feed, one at a time. */
export interface Intake {
  sink: FeedSink
  links: Links
  /** Type and id of every resource taken so far. */
  met: Set<string>
  /** Types that are passed over, with how many there were. */
  passedOver: Map<string, number>
}

const readers: Record<string, (resource: FeedResource, intake: Intake) => Promise<void>> = {
  HealthcareService: takeService,
  Location: takeLocation,
  Organization: takeOrganization,
  // Nothing else is read. Practitioner and PractitionerRole least of all: they are about persons, and no part of
  // them is ever stored.
}

const anyResource = z.record(z.string(), z.unknown())

/** What a service may contain that it may refer to. */
const containedTarget = z.looseObject({ resourceType: z.enum(['Location', 'Organization']) })

/** More types than FHIR has are not told apart. */
const mostTypes = 200

/** Takes in one resource of a Bundle or file; what cannot be taken is listed. */
export async function takeResource(
  content: unknown,
  fullUrl: string | null,
  location: string,
  intake: Intake,
): Promise<void> {
  const { sink, met, passedOver } = intake
  const read = anyResource.safeParse(content)
  const type = read.data && resourceTypeOf(read.data)
  if (!read.data || !type) return sink.skip(location, 'is no resource: it has no resourceType')
  const reader = Object.hasOwn(readers, type) ? readers[type] : undefined
  if (!reader) {
    const counted = passedOver.has(type) || passedOver.size < mostTypes ? type : 'other'
    passedOver.set(counted, (passedOver.get(counted) ?? 0) + 1)
    return
  }
  const id = idOf(read.data, fullUrl)
  if (id === undefined) return sink.skip(location, `the ${type} has no usable id`)
  const where = `${location} (${type}/${id})`
  if (met.has(`${type}/${id}`)) return sink.skip(where, `${type}/${id} stands twice`)
  met.add(`${type}/${id}`)
  if (isConfidential(read.data)) return sink.skip(where, 'is labelled as confidential')
  await reader({ type, id, content: read.data, fullUrl, location: where }, intake)
}

async function takeLocation(resource: FeedResource, { sink, links }: Intake): Promise<void> {
  const siteId = await writeSite(resource, sink)
  if (siteId !== null) await links.addTarget({ type: 'Location', keys: keysOf(resource), siteId, name: null })
}

async function takeOrganization(resource: FeedResource, { sink, links }: Intake): Promise<void> {
  const read = organization.safeParse(resource.content)
  if (!read.success) return sink.skip(resource.location, problemsOf(read.error))
  await links.addTarget({ type: 'Organization', keys: keysOf(resource), siteId: null, name: read.data.name })
}

async function takeService({ id, content, location }: FeedResource, intake: Intake): Promise<void> {
  const { sink, links } = intake
  const read = readService(id, content, (reason) => sink.warn(location, reason))
  if ('error' in read) return sink.skip(location, problemsOf(read.error))
  await takeContained(id, content.contained, location, intake)
  await links.addService({ location, service: read.service })
}

/** Places and organizations inside a service (R4 references, contained resources); only the service refers to them. */
async function takeContained(ownerId: string, contained: unknown, location: string, intake: Intake) {
  const resources = repeating.safeParse(contained).data ?? []
  for (const value of resources) {
    const read = containedTarget.safeParse(value)
    const localId = read.data && idOf(read.data, null)
    if (!read.data || localId === undefined) continue
    const { resourceType: type } = read.data
    const id = containedId(ownerId, localId)
    if (intake.met.has(`${type}/${id}`)) continue
    intake.met.add(`${type}/${id}`)
    const where = `${location}, contained ${type} ${localId}`
    await readers[type]?.({ type, id, content: read.data, fullUrl: null, location: where }, intake)
  }
}
