import { Language } from '../../../../platform/graph/language.js'
import type { Mail } from '../../../../platform/mail/mailer.js'
import { townZone } from '../../../../platform/town/zone.js'
import type { DueInterest } from '../due.js'
import { type SuggestedEntity, type SuggestedItem, suggestedEntities } from '../suggested-item.js'
import { endPath, feedAddress, linkTo } from './interest-links.js'
import { questionLines } from './question-lines.js'

interface SuggestionsTexts {
  subject: (count: number) => string
  asked: string
  headings: Readonly<Record<SuggestedEntity, string>>
  feed: string
  end: string
}

const texts: Readonly<Record<Language, SuggestionsTexts>> = {
  DE: {
    subject: (count) => (count === 1 ? 'Ein neuer Vorschlag für Sie' : `${count} neue Vorschläge für Sie`),
    asked: 'Guten Tag,\n\nSie haben Vorschläge abonniert:',
    headings: {
      MunicipalService: 'Leistungen der Stadt',
      Initiative: 'Initiativen',
      Course: 'Kurse',
      Event: 'Veranstaltungen',
      VolunteerOpportunity: 'Mitmachen',
    },
    feed: 'Dasselbe als Feed, ohne E-Mail:',
    end: 'Keine E-Mails mehr (Ihre Adresse wird dann gelöscht):',
  },
  EN: {
    subject: (count) => (count === 1 ? 'A new suggestion for you' : `${count} new suggestions for you`),
    asked: 'Hello,\n\nyou follow these suggestions:',
    headings: {
      MunicipalService: 'Services of the town',
      Initiative: 'Initiatives',
      Course: 'Courses',
      Event: 'Events',
      VolunteerOpportunity: 'Join in',
    },
    feed: 'The same as a feed, without e-mail:',
    end: 'No more e-mails (your address is then deleted):',
  },
  DE_EASY: {
    subject: (count) => (count === 1 ? 'Wir haben einen Tipp für Sie' : `Wir haben ${count} Tipps für Sie`),
    asked: 'Guten Tag,\n\nSie wollen Tipps von der Stadt bekommen. Es geht um:',
    headings: {
      MunicipalService: 'Das macht die Stadt',
      Initiative: 'Das machen andere in der Stadt',
      Course: 'Hier können Sie etwas lernen',
      Event: 'Da können Sie hingehen',
      VolunteerOpportunity: 'Hier können Sie helfen',
    },
    feed: 'Das gibt es auch ohne E-Mail:',
    end: 'Wollen Sie keine E-Mails mehr? Dann klicken Sie auf diesen Link. Wir löschen dann Ihre E-Mail-Adresse.',
  },
}

/** Longest title or place of others that is quoted, in Unicode characters. */
const quotedLength = 200

const locales: Readonly<Record<Language, string>> = { DE: 'de-DE', EN: 'en-GB', DE_EASY: 'de-DE' }

/** Tells a follower what is new for her, with why, and how to end it. */
export function suggestionsMail(
  { email, question, language }: DueInterest,
  items: readonly SuggestedItem[],
  publicUrl: string,
  endToken: string,
): Mail {
  const text = texts[language]
  const end = linkTo(publicUrl, endPath, endToken)
  const sections = suggestedEntities.flatMap((entity) => {
    const ofEntity = items.filter((item) => item.entity === entity)
    if (ofEntity.length === 0) return []
    return [text.headings[entity].toUpperCase(), ...ofEntity.map((item) => itemText(item, language))]
  })
  const paragraphs = [
    text.asked,
    questionLines(question, language),
    ...sections,
    '—'.repeat(20),
    `${text.feed}\n${feedAddress(publicUrl, question)}`,
    `${text.end}\n${end}`,
    'Bindeglied',
  ]
  return {
    to: email,
    subject: text.subject(items.length),
    text: `${paragraphs.join('\n\n')}\n`,
    endAddress: end,
  }
}

function itemText(
  { title, startsAt, analog, webAddress, reasons }: SuggestedItem,
  language: Language,
): string {
  const when = startsAt && momentText(startsAt, language)
  const details = [when, analog && oneLine(analog), webAddress, reasonsText(reasons, language)]
  return [oneLine(title), ...details.filter((line) => line !== null).map((line) => `  ${line}`)].join('\n')
}

function reasonsText(reasons: readonly string[], language: Language): string {
  // Easy language is made of whole sentences.
  return language === Language.DE_EASY ? reasons.join(' ') : `→ ${reasons.join('; ')}`
}

function momentText(moment: Date, language: Language): string {
  const format = { dateStyle: 'full', timeStyle: 'short', timeZone: townZone } as const
  return new Intl.DateTimeFormat(locales[language], format).format(moment)
}

/** A text of others on a line of its own, so that it cannot look like ours. */
function oneLine(text: string): string {
  const characters = [...text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()]
  return characters.length <= quotedLength
    ? characters.join('')
    : `${characters.slice(0, quotedLength - 1).join('')}…`
}
