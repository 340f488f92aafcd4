import { z } from 'zod'
import { text, webAddress } from '../../../../platform/input/text.js'
import { type Doubt, each } from './each.js'

/** The first usable number or address of each kind. */
export interface Contacts {
  phone: string | null
  email: string | null
  webAddress: string | null
}

/** A ContactPoint (R4 datatypes). */
const contactPoint = z.object({
  system: z.string(),
  value: z.string(),
  use: z.string().nullish(),
  rank: z.number().int().positive().optional().catch(undefined),
})

type ContactPoint = z.output<typeof contactPoint>

const phone = text(100).refine((value) => /\d/.test(value), 'must be a telephone number')
const email = text(254).refine((value) => /^[^\s@]+@[^\s@]+$/.test(value), 'must be an e-mail address')
const url = webAddress()

/** Best first. Neither what is out of use nor anybody's home is among them. */
const uses = ['work', undefined, 'mobile', 'temp']

/** Chooses among contact points by rank, then by use. */
export function contactsOf(telecom: readonly unknown[], doubt: Doubt): Contacts {
  const points = each(contactPoint, telecom, 'telecom', doubt)
    .filter(({ use }) => use !== 'home' && use !== 'old')
    .sort((a, b) => rankOf(a) - rankOf(b) || useOf(a) - useOf(b))
  const first = (system: string, schema: z.ZodType<string>) =>
    firstUsable(
      points.filter((point) => point.system === system),
      schema,
      doubt,
    )
  return {
    phone: first('phone', phone),
    email: first('email', email),
    webAddress: first('url', url),
  }
}

function firstUsable(
  points: readonly ContactPoint[],
  schema: z.ZodType<string>,
  doubt: Doubt,
): string | null {
  for (const { system, value } of points) {
    const read = schema.safeParse(value)
    if (read.success) return read.data
    doubt(`its ${system} is left out: ${read.error.issues[0]?.message}`)
  }
  return null
}

/** A point without rank comes after all that have one. */
function rankOf({ rank }: ContactPoint): number {
  return rank ?? Number.MAX_SAFE_INTEGER
}

function useOf({ use }: ContactPoint): number {
  const place = uses.indexOf(use ?? undefined)
  return place < 0 ? uses.length : place
}
