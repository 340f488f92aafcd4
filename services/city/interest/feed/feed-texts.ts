import type { PageLanguage } from '../../../../platform/pages/language.js'

interface FeedTexts {
  title: string
  subtitle: string
  badRequest: string
}

/** What the feed of an interest says of itself. */
export const feedTexts: Readonly<Record<PageLanguage, FeedTexts>> = {
  de: {
    title: 'Neues für Sie aus Bindeglied',
    subtitle: 'Öffentliche Änderungen der letzten 90 Tage, die dazu passen.',
    badRequest:
      'So gibt es keinen Feed. Nötig ist mindestens eines von: lifeSituation=MOVING (auch mehrmals), district=Kennung eines Stadtbezirks, interest=EDUCATION, MOBILITY, HEALTH, SOCIETY oder CLIMATE (auch mehrmals). Möglich ist lang=de oder en.',
  },
  en: {
    title: 'News for you from Bindeglied',
    subtitle: 'Public changes of the last 90 days that fit.',
    badRequest:
      'There is no such feed. At least one is needed of: lifeSituation=MOVING (also several), district=id of a district, interest=EDUCATION, MOBILITY, HEALTH, SOCIETY or CLIMATE (also several). Possible is lang=de or en.',
  },
}
