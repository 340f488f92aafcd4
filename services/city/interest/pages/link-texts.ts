import type { PageLanguage } from '../../../../platform/pages/language.js'

/** What a page says to whom a mail's link has led there. */
export interface LinkTexts {
  title: string
  question: string
  button: string
  done: string
  /** When the link is good for nothing any more. */
  over: string
}

export const linkTexts = {
  confirm: {
    de: {
      title: 'Vorschläge per E-Mail',
      question:
        'Möchten Sie die Vorschläge aus der E-Mail bekommen? In jeder steht, wie Sie sie wieder abbestellen.',
      button: 'Ja, bestätigen',
      done: 'Bestätigt. Die ersten Vorschläge kommen in den nächsten Minuten; danach nur, wenn es Neues gibt.',
      over: 'Dieser Link gilt nicht mehr: Er wurde schon benutzt oder ist älter als sieben Tage. Wenn Sie schon bestätigt haben, ist alles gut.',
    },
    en: {
      title: 'Suggestions by e-mail',
      question: 'Would you like to get the suggestions the e-mail speaks of? Each says how to end them.',
      button: 'Yes, confirm',
      done: 'Confirmed. The first suggestions come within minutes; after that only when there is something new.',
      over: 'This link is not valid any more: it has been used, or is older than seven days. If you have confirmed already, all is well.',
    },
  },
  end: {
    de: {
      title: 'Keine Vorschläge mehr',
      question: 'Möchten Sie diese Vorschläge abbestellen? Ihre Adresse wird dann gelöscht.',
      button: 'Ja, abbestellen',
      done: 'Abbestellt. Ihre Adresse ist für diese Vorschläge gelöscht; es kommt keine E-Mail mehr dazu.',
      over: 'Dazu ist nichts mehr abonniert: Es kommt keine E-Mail.',
    },
    en: {
      title: 'No more suggestions',
      question: 'Would you like to end these suggestions? Your address is then deleted.',
      button: 'Yes, end them',
      done: 'Ended. Your address is deleted for these suggestions; no more e-mail comes about them.',
      over: 'Nothing of this is followed any more: no e-mail comes about it.',
    },
  },
} as const satisfies Record<string, Record<PageLanguage, LinkTexts>>
