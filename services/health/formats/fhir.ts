import type { Readable } from 'node:stream'
import { z } from 'zod'
import { HubError } from '../../../platform/errors/hub-error.js'
import type { FeedFormat } from '../../../platform/feeds/format.js'
import type { FeedSource } from '../../../platform/feeds/source/source.js'
import { text } from '../../../platform/input/text.js'
import { documentParts } from './fhir/document.js'
import { type Intake, takeResource } from './fhir/intake.js'
import { createLinks } from './fhir/links.js'
import { fhirFiles } from './fhir/survey.js'
import { writeServices } from './fhir/write-services.js'
import { serviceTable, siteTable } from './tables.js'

/** Pages of one search that are followed; a server that never ends its links is left there. */
const mostPages = 10_000

/** HL7 FHIR R4 (4.0.1) in JSON: Bundles of any type, single resources, and folders of both. */
export const fhirFormat: FeedFormat = {
  name: 'fhir',
  title:
    'HL7 FHIR R4 JSON: Bundles or single resources; HealthcareService, Location and Organization are read',
  tables: [siteTable, serviceTable],
  async read(source, sink) {
    const files = await fhirFiles(source, sink)
    const links = await createLinks(sink)
    const intake: Intake = { sink, links, met: new Set(), passedOver: new Map() }
    for (const { name, type } of files) {
      const stream = await source.open(name)
      if (type === 'Bundle') await readBundles(source, stream, name, intake)
      else await readResource(stream, name, intake)
    }
    for (const [type, count] of intake.passedOver) {
      sink.warn(source.location, `${count} of type ${type} passed over; health reads no such resources`)
    }
    await writeServices(links, sink)
  },
}

async function readResource(stream: Readable, name: string, intake: Intake): Promise<void> {
  for await (const part of documentParts(stream, name)) {
    if (part.kind === 'document') await takeResource(part.resource, null, name, intake)
  }
}

/** Reads a Bundle and, if it was asked for at an address, the pages that follow it. */
async function readBundles(source: FeedSource, first: Readable, name: string, intake: Intake): Promise<void> {
  const asked = new Set<string>()
  let next = await readBundle(first, name, intake)
  while (next !== undefined) {
    if (!isAddress(source.location) || asked.has(next) || asked.size >= mostPages) {
      intake.sink.warn(name, `the answer goes on at ${next}, which was not fetched`)
      return
    }
    asked.add(next)
    next = await readBundle(await source.fetch(next), next, intake)
  }
}

/** A file says what it held; only an address that was asked is asked for more. */
function isAddress(location: string): boolean {
  return /^https?:/i.test(location)
}

/**
 * @returns address of the next page, if there is one
 * @throws HubError FORMAT_UNRECOGNIZED if it is no Bundle, as a later page may turn out to be
 */
async function readBundle(stream: Readable, name: string, intake: Intake): Promise<string | undefined> {
  for await (const part of documentParts(stream, name)) {
    if (part.kind === 'entry') await takeEntry(part.entry, `${name}, entry ${part.index + 1}`, intake)
    else if (part.type !== 'Bundle') {
      throw new HubError('FORMAT_UNRECOGNIZED', `${name} is FHIR, but a ${part.type} and no Bundle.`)
    } else {
      if (part.resource.entry) intake.sink.skip(name, 'its entry is no list')
      return nextPage(part.resource.link)
    }
  }
  return undefined
}

/** Bundle.entry (R4 bundle). */
const bundleEntry = z.object({
  fullUrl: z.string().nullish().catch(null),
  resource: z.unknown().optional(),
  search: z.object({ mode: z.string() }).optional().catch(undefined),
})

async function takeEntry(value: unknown, location: string, intake: Intake): Promise<void> {
  const { data: entry } = bundleEntry.safeParse(value)
  // What a search has to say about itself is no part of what was found.
  if (entry?.search?.mode === 'outcome') return
  if (!entry?.resource) return intake.sink.skip(location, 'the entry holds no resource')
  await takeResource(entry.resource, entry.fullUrl ?? null, location, intake)
}

/** Bundle.link (R4 bundle). */
const link = z.object({ relation: z.literal('next'), url: text(2_048) })

function nextPage(links: unknown): string | undefined {
  const all = Array.isArray(links) ? links : []
  return all.map((value) => link.safeParse(value).data?.url).find((url) => url !== undefined)
}
