import type { Mail } from './mail.js'

/** What a mail says in one language. */
export interface MailText {
  subject: string
  paragraphs: readonly string[]
}

/** A mail's text in both languages. */
export interface MailTexts {
  de: MailText
  en: MailText
}

const line = '—'.repeat(20)

/**
 * A mail in one language, or in both, German first, where nobody knows which one the recipient reads.
 *
 * @param language null for both
 */
export function composeMail(to: string, { de, en }: MailTexts, language: 'de' | 'en' | null): Mail {
  if (language !== null) {
    const { subject, paragraphs } = language === 'de' ? de : en
    return { to, subject, text: joined([...paragraphs, line, 'Bindeglied']) }
  }
  const both = ['(English below)', ...de.paragraphs, line, ...en.paragraphs, line, 'Bindeglied']
  return { to, subject: `${de.subject} / ${en.subject}`, text: joined(both) }
}

function joined(paragraphs: readonly string[]): string {
  return `${paragraphs.join('\n\n')}\n`
}
