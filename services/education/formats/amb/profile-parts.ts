import { z } from 'zod'
import { isIsoDate } from './iso-date.js'
import { isUri } from './uri.js'
import { duration, languages, licensePatterns, mediaType, recordTypes } from './vocabularies.js'

export const uri = z.string().refine(isUri, 'must be a URI')

export const isoDate = z
  .string()
  .refine(isIsoDate, 'must be a date (2026-03-01) or a date and time with zone (2026-03-01T09:30:00+01:00)')

export const isoDuration = z.string().regex(duration, 'must be an ISO 8601 duration such as PT47M58S')

export const language = z
  .string()
  .refine((code) => languages.has(code), 'must be a two-letter language code (ISO 639-1)')

export const types = z
  .array(z.string().refine((type) => recordTypes.has(type), 'is no type the profile knows'))
  .refine((all) => all.includes('LearningResource'), 'must have LearningResource among its items')

/** Texts by language (JSON-LD language map). */
export const languageMap = z.custom<Record<string, string>>(
  (value) =>
    isObject(value) &&
    Object.entries(value).every(([code, text]) => languages.has(code) && typeof text === 'string'),
  'must be an object of texts by language code',
)

/** A thing some scheme defines, without a say on its type. */
export const competency = z.object({ id: uri, prefLabel: languageMap.optional() })

export const concept = competency.extend({ type: z.literal('Concept').optional() })

/** One concept of a closed list. */
export function conceptOf(ids: readonly string[]) {
  return concept.refine(({ id }) => ids.includes(id), {
    path: ['id'],
    error: `must be one of ${ids.join(', ')}`,
  })
}

/** Concepts of which at least one is from a scheme the profile names. */
export function conceptsFrom(scheme: RegExp, name: string) {
  return z
    .array(concept)
    .refine((all) => all.some(({ id }) => scheme.test(id)), `must have a concept of ${name} among its items`)
}

const affiliation = z.object({ type: z.literal('Organization'), id: uri.optional(), name: z.string() })

/** A person or organization; only makers have an academic title. */
export const agent = z.object({
  type: z.enum(['Person', 'Organization']),
  id: uri.optional(),
  name: z.string(),
  affiliation: affiliation.optional(),
})

export const maker = agent.extend({ honorificPrefix: z.string().optional() })

export const license = z.object({
  id: uri.refine(
    (id) => licensePatterns.filter((pattern) => pattern.test(id)).length === 1,
    'must be a Creative Commons, GNU, Apache, MIT or BSD licence',
  ),
})

export const provider = z.object({ id: uri, type: z.string().optional(), name: z.string().optional() })

/** A file, or the player that shows it. */
export function mediaObject(kinds: readonly [string, ...string[]]) {
  return z
    .object({
      type: z.enum(kinds),
      contentUrl: uri.optional(),
      embedUrl: uri.optional(),
      encodingFormat: z.string().regex(mediaType, 'must be a media type such as video/mp4').optional(),
      contentSize: z.string().regex(/^\d+$/, 'must be a number of bytes').optional(),
      sha256: z
        .string()
        .regex(/^[A-Fa-f0-9]{64}$/, 'must be 64 hexadecimal digits')
        .optional(),
      bitrate: z.string().regex(/^\d+$/, 'must be a number of kb/s').optional(),
    })
    .refine(
      ({ contentUrl, embedUrl }) => contentUrl !== undefined || embedUrl !== undefined,
      'must have contentUrl or embedUrl',
    )
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
