import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { LocalizedText } from '../../../platform/graph/language.js'
import type { GeoPoint } from '../../../platform/graph/place.js'
import { says } from '../../../platform/input/problem.js'
import { latitude, longitude } from '../../../platform/input/text.js'
import { analogAccessInput } from '../analog-access/analog-access.input.js'
import type { StoredAnalogAccess } from '../analog-access/analog-access.js'
import { type Contact, contactInput } from '../contact/contact.js'
import { Field } from '../field.js'
import { localizedTextInput } from '../text/localized-text.input.js'

/** What an initiative says about itself to everybody. */
export interface InitiativeContent {
  title: LocalizedText
  summary: LocalizedText | null
  description: LocalizedText | null
  field: Field
  /** Ids, sorted. */
  districts: readonly string[]
  location: GeoPoint | null
  /** First and last day, `YYYY-MM-DD`. */
  startsOn: string | null
  endsOn: string | null
  analogAccess: readonly StoredAnalogAccess[]
}

/** What an author writes: the content, and whom the town may ask. */
export interface WrittenInitiative {
  content: InitiativeContent
  contact: Contact | null
}

/** Nothing but what a draft must have. */
export function emptyContent(title: LocalizedText, field: Field): InitiativeContent {
  return {
    title,
    field,
    summary: null,
    description: null,
    districts: [],
    location: null,
    startsOn: null,
    endsOn: null,
    analogAccess: [],
  }
}

/** A calendar day; PostgreSQL knows no year 0. */
const day = z.string().refine((value) => !value.startsWith('0000'), says('OUT_OF_RANGE'))

/**
 * Reads the input of those who write or change an initiative, as it is stored. What is absent stays absent; what may be
 * emptied may be null.
 */
export const contentInput = z
  .object({
    title: given(localizedTextInput(200)),
    summary: localizedTextInput(500).nullable(),
    description: localizedTextInput(10_000).nullable(),
    field: given(z.enum(Field)),
    districts: emptied(z.array(z.string()).max(50)),
    location: z.object({ lat: latitude, lon: longitude }).nullable(),
    startsOn: day.nullable(),
    endsOn: day.nullable(),
    analogAccess: emptied(z.array(analogAccessInput).max(10)),
    contact: contactInput.nullable(),
  })
  .partial()

export type ContentInput = z.output<typeof contentInput>

/** Reads the input of who begins an initiative: it has a title and a field. */
export const draftInput = contentInput.required({ title: true, field: true })

/** What is written once an input has replaced the parts it names. */
export function withInput({ content, contact }: WrittenInitiative, input: ContentInput): WrittenInitiative {
  const { contact: newContact = contact, ...parts } = input
  const { districts, ...changed } = { ...content, ...definedOf(parts) }
  return { content: { ...changed, districts: [...new Set(districts)].sort() }, contact: newContact }
}

/** Whether the last day lies before the first. */
export function endsBeforeItStarts({ startsOn, endsOn }: InitiativeContent): boolean {
  return startsOn !== null && endsOn !== null && endsOn < startsOn
}

/** Names of the parts in which what is said differs. */
export function changedParts(before: InitiativeContent, after: InitiativeContent): string[] {
  const names = contentInput.omit({ contact: true }).keyof().options
  return names.filter((name) => !isDeepStrictEqual(before[name], after[name]))
}

/** Reads what may be left out, but not emptied. */
function given<T extends z.ZodType>(schema: T) {
  return z
    .unknown()
    .refine((value): boolean => value !== null, { ...says('MISSING'), abort: true })
    .pipe(schema)
}

/** Reads a list that null empties. */
function emptied<T extends z.ZodArray>(list: T) {
  return list.nullable().transform((items) => items ?? [])
}

function definedOf<T extends object>(parts: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as never
}
