import { Language } from '../../../../platform/graph/language.js'
import type { MailText, MailTexts } from '../../../../platform/mail/compose.js'
import { townZone } from '../../../../platform/town/zone.js'
import { reasonOf, sentence, type ToldEvent } from '../outbox/sentence.js'
import type { ToldEvents } from './told-events.js'

const frames = {
  [Language.DE]: {
    locale: 'de-DE',
    subject: (count: number) => (count === 1 ? 'Eine Neuigkeit' : `${count} Neuigkeiten`),
    greeting: 'Guten Tag,',
    town: 'das ist bei Bindeglied geschehen:',
    organization: (name: string) => `das ist bei Bindeglied für „${name}“ geschehen:`,
    more: (count: number) => `… und ${count} mehr.`,
    end: 'Wie oft Sie diese Mail erhalten, wählen Sie mit der Änderung „setDigest“ (DAILY, WEEKLY oder NEVER).',
  },
  [Language.EN]: {
    locale: 'en-GB',
    subject: (count: number) => (count === 1 ? 'One piece of news' : `${count} pieces of news`),
    greeting: 'Hello,',
    town: 'this has happened at Bindeglied:',
    organization: (name: string) => `this has happened at Bindeglied for “${name}”:`,
    more: (count: number) => `… and ${count} more.`,
    end: 'How often you get this mail, you choose with the change “setDigest” (DAILY, WEEKLY or NEVER).',
  },
}

type TextLanguage = keyof typeof frames

/**
 * What a digest says.
 *
 * @param organization whom it is about; null for the town
 */
export function digestText(told: ToldEvents, organization: string | null): MailTexts {
  return {
    de: textIn(Language.DE, told, organization),
    en: textIn(Language.EN, told, organization),
  }
}

function textIn(
  language: TextLanguage,
  { events, count }: ToldEvents,
  organization: string | null,
): MailText {
  const frame = frames[language]
  const time = new Intl.DateTimeFormat(frame.locale, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: townZone,
  })
  const lines = events.map((event) => `- ${time.format(event.at)}: ${told(event, language)}`)
  const rest = count - events.length
  if (rest > 0) lines.push(frame.more(rest))
  const intro = organization === null ? frame.town : frame.organization(organization)
  const about = organization === null ? '' : ` (${organization})`
  return {
    subject: `Bindeglied: ${frame.subject(count)}${about}`,
    paragraphs: [frame.greeting, intro, lines.join('\n'), frame.end],
  }
}

function told(event: ToldEvent, language: TextLanguage): string {
  const reason = reasonOf(event, language)
  const line = sentence(event, language)
  return reason === undefined ? line : `${line} (${reason})`
}
