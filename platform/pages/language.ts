export type PageLanguage = 'de' | 'en'

/**
 * The language of a page: the one asked for in the address, else the browser's favourite of the two
 * (RFC 9110, 12.5.4), else German.
 */
export function chooseLanguage(asked: unknown, acceptLanguage: string | undefined): PageLanguage {
  if (asked === 'de' || asked === 'en') return asked
  return quality('en', acceptLanguage) > quality('de', acceptLanguage) ? 'en' : 'de'
}

/** 0 to 1; the best of a language's variants, such as de-AT. */
function quality(language: PageLanguage, acceptLanguage = ''): number {
  const qualities = acceptLanguage.split(',').map((range) => {
    const [tag = '', weight = 'q=1'] = range.split(';').map((part) => part.trim().toLowerCase())
    return tag === language || tag.startsWith(`${language}-`) ? Number(weight.replace(/^q=/, '')) : 0
  })
  return Math.max(...qualities.filter((value) => !Number.isNaN(value)), 0)
}
