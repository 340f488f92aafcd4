import { Language, type LocalizedText, localize } from '../../../../platform/graph/language.js'
import { townZone } from '../../../../platform/town/zone.js'
import { eventTexts, isEventType } from './event-texts.js'

export interface ToldEvent {
  type: string
  entityId: string
  data: Readonly<Record<string, unknown>>
}

/** Longest text of others that a sentence quotes, in Unicode characters. */
const quotedLength = 300

/** One line that tells an event to people. */
export function sentence({ type, entityId, data }: ToldEvent, language: Language): string {
  const subject = quoted(data.title ?? data.name, language) ?? entityId
  if (!isEventType(type)) return `${type}: ${subject}`
  return localize(eventTexts[type] as LocalizedText, language)
    .replace('{until}', () => moment(data.until, language))
    .replace('{subject}', () => subject)
}

/** A moment by the town's clocks, from ISO 8601; a dash for what is none. */
function moment(value: unknown, language: Language): string {
  const at = new Date(typeof value === 'string' ? value : Number.NaN)
  if (Number.isNaN(at.getTime())) return '–'
  const locale = language === Language.EN ? 'en-GB' : 'de-DE'
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: townZone,
  }).format(at)
}

/** The reason somebody gave for what happened; undefined where there is none. */
export function reasonOf({ data }: Pick<ToldEvent, 'data'>, language: Language): string | undefined {
  return quoted(data.reason, language, 5_000)
}

function quoted(value: unknown, language: Language, length = quotedLength): string | undefined {
  const text = isLocalized(value) ? localize(value, language) : value
  if (typeof text !== 'string' || text === '') return undefined
  // No title can begin a line of a mail, or hold what no XML may.
  const line = text.toWellFormed().replaceAll(/[\s\p{Cc}\uFFFE\uFFFF]+/gu, ' ')
  const characters = [...line]
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join('')}…`
}

function isLocalized(value: unknown): value is LocalizedText {
  return typeof value === 'object' && value !== null && 'DE' in value && typeof value.DE === 'string'
}
