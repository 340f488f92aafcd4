import type { PageLanguage } from '../../../../../platform/pages/language.js'
import { Unit } from '../../../goods/resource-kind.js'

/** What is counted, one and several; money is written as money. */
type Nouns = Readonly<Record<Exclude<Unit, Unit.EUROS>, readonly [one: string, several: string]>>

interface CalendarTexts {
  /** Put before the title of the resource. */
  bookings: string
  nouns: Nouns
  /** Why there is nothing at an address. */
  noCalendar: string
}

export const calendarTexts: Readonly<Record<PageLanguage, CalendarTexts>> = {
  de: {
    bookings: 'Buchungen',
    nouns: {
      [Unit.HOURS]: ['Stunde', 'Stunden'],
      [Unit.DAYS]: ['Tag', 'Tage'],
      [Unit.PIECES]: ['Stück', 'Stück'],
      [Unit.SEATS]: ['Platz', 'Plätze'],
      [Unit.SQUARE_METRES]: ['m²', 'm²'],
    },
    noCalendar:
      'Diesen Kalender gibt es nicht oder nicht mehr. Eine neue Adresse bekommen Mitglieder der Organisation, der die Ressource gehört.',
  },
  en: {
    bookings: 'Bookings',
    nouns: {
      [Unit.HOURS]: ['hour', 'hours'],
      [Unit.DAYS]: ['day', 'days'],
      [Unit.PIECES]: ['piece', 'pieces'],
      [Unit.SEATS]: ['seat', 'seats'],
      [Unit.SQUARE_METRES]: ['m²', 'm²'],
    },
    noCalendar:
      'There is no such calendar, or not any more. Members of the organization the resource belongs to can make a new address.',
  },
}

/**
 * How much of something, in words, such as `12,5 Stunden`.
 *
 * @param amount exact decimal number with at most two decimals
 */
export function quantityText(amount: string, unit: Unit, language: PageLanguage): string {
  // Intl reads decimal text to the last digit; as a number it might not be exact.
  const exact = amount as Intl.StringNumericLiteral
  if (unit === Unit.EUROS) {
    const options = { style: 'currency', currency: 'EUR', trailingZeroDisplay: 'stripIfInteger' } as const
    return new Intl.NumberFormat(language, options).format(exact)
  }
  const [one, several] = calendarTexts[language].nouns[unit]
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(exact)
  return `${number} ${amount === '1' ? one : several}`
}
