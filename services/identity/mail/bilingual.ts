import type { Mail } from '../../../platform/mail/mail.js'

interface Text {
  subject: string
  /** Paragraphs. */
  text: readonly string[]
}

const line = '—'.repeat(20)

/** A mail in both languages, German first: whose language it is, nobody knows before they have signed in. */
export function bilingual(to: string, { de, en }: { de: Text; en: Text }): Mail {
  const paragraphs = ['(English below)', ...de.text, line, ...en.text, line, 'Bindeglied']
  return { to, subject: `${de.subject} / ${en.subject}`, text: `${paragraphs.join('\n\n')}\n` }
}
