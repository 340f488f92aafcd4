import type { Language } from '../../../../../platform/graph/language.js'
import { townZone } from '../../../../../platform/town/zone.js'
import { tongueOf } from '../../explanation/explain-obstacle.js'
import { quantity, type Tongue } from '../../explanation/wording.js'
import { engineAmount } from '../../problem/amount.js'
import type { Facts } from './in-the-way.js'
import type { RefusalReason } from './refusal-reason.js'

/** What a text may tell; amounts and moments as people read them. */
interface Told {
  from: string
  to: string
  free: string
  missing: string
}

type Text = (told: Told) => string

const texts: Readonly<Record<RefusalReason, Readonly<Record<Tongue, Text>>>> = {
  TAKEN: {
    DE: ({ from, to }) =>
      `Zu dieser Zeit ist es schon vergeben (${from} bis ${to}). Wählen Sie eine andere Zeit oder ein anderes Angebot.`,
    EN: ({ from, to }) =>
      `It is given to somebody else at that time (${from} to ${to}). Choose another time or another offer.`,
  },
  NOT_ENOUGH_LEFT: {
    DE: ({ free }) => `So viel ist nicht mehr frei, sondern noch: ${free}. Wählen Sie eine kleinere Menge.`,
    EN: ({ free }) => `There is not so much left, but only: ${free}. Choose a smaller amount.`,
  },
  NEED_FILLED: {
    DE: ({ missing }) => `So viel fehlt nicht mehr, sondern noch: ${missing}.`,
    EN: ({ missing }) => `The need does not lack so much any more, but only: ${missing}.`,
  },
  ENOUGH_SOURCES: {
    DE: () => 'Der Bedarf wird schon aus so vielen Angeboten gedeckt, wie er zulässt.',
    EN: () => 'The need is met from as many offers as it allows already.',
  },
  WITHDRAWN: {
    DE: () => 'Der Bedarf oder das Angebot wurde zurückgezogen.',
    EN: () => 'The need or the offer has been withdrawn.',
  },
  KIND_CHANGED: {
    DE: () => 'Bedarf und Angebot sind von verschiedener Art oder in verschiedenen Einheiten gezählt.',
    EN: () => 'The need and the offer are of different kinds, or counted in different units.',
  },
  PROMISED: {
    DE: () => 'So, wie es ist, wurde es schon jemandem zugesagt. Geben Sie die Zuteilung zuerst frei.',
    EN: () => 'It is promised to somebody as it is. Release the match first.',
  },
}

/** The reason in words. */
export function refusalText(reason: RefusalReason, found: Facts | null, lang: Language): string {
  const tongue = tongueOf(lang)
  const amount = (written: string | undefined) =>
    found === null || written === undefined ? '0' : quantityText(written, found, tongue)
  return texts[reason][tongue]({
    from: moment(found?.taken?.from, tongue),
    to: moment(found?.taken?.to, tongue),
    free: amount(found?.free),
    missing: amount(found?.missing),
  })
}

function quantityText(written: string, { unit }: Facts, tongue: Tongue): string {
  // Nothing is no amount to the engine.
  return quantity(Number(written) > 0 ? engineAmount(written) : 0, unit, tongue).text
}

function moment(at: string | undefined, tongue: Tongue): string {
  if (at === undefined) return '–'
  const locale = tongue === 'DE' ? 'de-DE' : 'en-GB'
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: townZone,
  }).format(new Date(at))
}
