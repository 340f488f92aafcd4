/// <reference lib="esnext.temporal" />

import type { LocalizedText } from '../../../../platform/graph/language.js'
import type { PageLanguage } from '../../../../platform/pages/language.js'
import { townZone } from '../../../../platform/town/zone.js'
import { type Said, words } from './words.js'

/** An exact decimal number as spreadsheets of the language read it: German ones with a comma. */
export function decimal(amount: string, lang: PageLanguage): string {
  return lang === 'de' ? amount.replace('.', ',') : amount
}

/** A word of the graph as people say it. */
export function word<Names extends keyof typeof words>(
  names: Names,
  name: (keyof (typeof words)[Names] & string) | null,
  lang: PageLanguage,
): string | null {
  const known: Readonly<Record<string, Said>> = words[names]
  return name === null ? null : (known[name]?.[lang] ?? name)
}

/** A moment on the town's clocks, `YYYY-MM-DD HH:MM`, which spreadsheets of either language read. */
export function onTownClocks(moment: Date | null): string | null {
  if (moment === null) return null
  const { year, month, day, hour, minute } = Temporal.Instant.fromEpochMilliseconds(
    moment.getTime(),
  ).toZonedDateTimeISO(townZone)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`
}

export function textIn({ DE, EN }: LocalizedText, lang: PageLanguage): string {
  return lang === 'en' ? (EN ?? DE) : DE
}
