import { Language } from '../../../../platform/graph/language.js'
import type { MailText, MailTexts } from '../../../../platform/mail/compose.js'
import { reasonOf, sentence, type ToldEvent } from '../outbox/sentence.js'

/** What a mail about one event says; the reason somebody gave is part of it. */
export function decisionText(event: ToldEvent, organization: string): MailTexts {
  return {
    de: textIn(Language.DE, event, {
      greeting: 'Guten Tag,',
      because: `Sie erhalten diese Mail, weil Sie bei Bindeglied für „${organization}“ handeln.`,
      reason: 'Begründung:',
    }),
    en: textIn(Language.EN, event, {
      greeting: 'Hello,',
      because: `You get this mail because you act for “${organization}” with Bindeglied.`,
      reason: 'Reason:',
    }),
  }
}

interface Frame {
  greeting: string
  because: string
  reason: string
}

function textIn(language: Language, event: ToldEvent, { greeting, because, reason }: Frame): MailText {
  const told = sentence(event, language)
  const given = reasonOf(event, language)
  const paragraphs = [greeting, told, ...(given === undefined ? [] : [`${reason} ${given}`]), because]
  return { subject: told, paragraphs }
}
