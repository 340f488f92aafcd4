import type { Language } from '../../../../platform/graph/language.js'
import type { Mail } from '../../../../platform/mail/mailer.js'
import type { DueInterest } from '../due.js'
import { confirmPath, linkTo } from './interest-links.js'
import { questionLines } from './question-lines.js'

interface ConfirmationTexts {
  subject: string
  asked: string
  confirm: string
  otherwise: string
}

const texts: Readonly<Record<Language, ConfirmationTexts>> = {
  DE: {
    subject: 'Bitte bestätigen: Vorschläge per E-Mail',
    asked: 'Guten Tag,\n\nan diese Adresse sollen Vorschläge der Stadt und ihrer Partner kommen:',
    confirm: 'Bestätigen Sie das bitte innerhalb von sieben Tagen:',
    otherwise:
      'Waren Sie das nicht, brauchen Sie nichts zu tun: Ohne Bestätigung kommt nichts weiter, und die Adresse wird gelöscht.',
  },
  EN: {
    subject: 'Please confirm: suggestions by e-mail',
    asked: 'Hello,\n\nsomebody would like suggestions of the town and its partners to come to this address:',
    confirm: 'Please confirm that within seven days:',
    otherwise:
      'If it was not you, there is nothing to do: without a confirmation nothing else comes, and the address is deleted.',
  },
  DE_EASY: {
    subject: 'Bitte sagen Sie Ja: Vorschläge per E-Mail',
    asked: 'Guten Tag,\n\nwollen Sie Vorschläge von der Stadt bekommen? Es geht um:',
    confirm: 'Dann klicken Sie bitte auf diesen Link. Sie haben sieben Tage Zeit.',
    otherwise: 'Wollen Sie das nicht? Dann machen Sie nichts. Wir löschen dann Ihre E-Mail-Adresse.',
  },
}

/** Asks whoever reads the mailbox whether she wants to follow what somebody has entered. */
export function confirmationMail(
  { email, question, language }: DueInterest,
  publicUrl: string,
  token: string,
): Mail {
  const text = texts[language]
  const paragraphs = [
    text.asked,
    questionLines(question, language),
    text.confirm,
    linkTo(publicUrl, confirmPath, token),
    text.otherwise,
    'Bindeglied',
  ]
  return { to: email, subject: text.subject, text: `${paragraphs.join('\n\n')}\n` }
}
