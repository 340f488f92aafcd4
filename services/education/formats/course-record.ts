import { z } from 'zod'
import { optionalText, text, webAddress } from '../../../platform/input/text.js'
import { DigCompArea } from '../course/digital-skill.type.js'
import { CourseMode } from '../course/session.type.js'

/** Longest title, characters; short enough for an index. */
export const longestTitle = 400

const longestDescription = 20_000

/** Names, keywords or languages of one record; more is a mistake of whoever wrote it. */
const mostNames = 200

/** A name in German, or in what language there is; in English where that is known too. */
export const localizedName = z.object({ DE: text(500), EN: text(500).optional() })

export const localizedNames = z.array(localizedName).max(mostNames)

export const names = z.array(text(500)).max(mostNames)

export const description = optionalText(longestDescription)

/** Null for anything that is no web address: it is not worth losing the record for. */
export const webAddressOrNull = webAddress().nullable().catch(null)

export const digitalSkills = z.array(z.enum(DigCompArea))

const exactDecimal = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'must be a decimal number')

const price = {
  price: exactDecimal.nullable(),
  /** ISO 4217. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
}

const session = z.object({
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  wholeDays: z.boolean(),
  location: optionalText(1_000),
  districtId: z.string().nullable(),
  mode: z.enum(CourseMode).nullable(),
  ...price,
})

export type SessionRecord = z.input<typeof session>

/** What every format turns a course into before it is written; text is cleaned and bounded here. */
export const courseRecord = z.object({
  title: text(longestTitle),
  description,
  skills: localizedNames,
  subjects: localizedNames,
  prerequisites: localizedNames,
  digitalSkills,
  languages: z.array(text(35)).max(mostNames),
  provider: optionalText(500),
  isAccessibleForFree: z.boolean().nullable(),
  ...price,
  webAddress: webAddressOrNull,
  sessions: z.array(session),
})

export type CourseInput = z.input<typeof courseRecord>
export type CourseRecord = z.output<typeof courseRecord>
