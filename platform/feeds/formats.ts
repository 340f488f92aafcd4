import { HubError } from '../errors/hub-error.js'
import type { FeedFormat, FeedTable } from './format.js'

interface Importer {
  name: string
  formats: readonly FeedFormat[]
}

/** @throws HubError FORMAT_UNKNOWN naming the formats the service can read */
export function feedFormat({ name, formats }: Importer, wanted: string): FeedFormat {
  const format = formats.find((candidate) => candidate.name === wanted)
  if (format) return format
  const known = formats.map((candidate) => `${candidate.name} (${candidate.title})`).join(', ')
  throw new HubError('FORMAT_UNKNOWN', `${name} reads no format "${wanted}". It reads: ${known || 'none'}.`)
}

/** Every table any feed of a service may have filled, parents before children. */
export function feedTables({ formats }: Importer): FeedTable[] {
  return [...new Set(formats.flatMap(({ tables }) => tables))]
}
