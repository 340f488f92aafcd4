import { registerEnumType } from 'type-graphql'
import { Field } from '../town/field.js'
import { LifeSituation } from '../town/life-situation.js'
import type { Question } from './question.js'

/** Why something is suggested: a closed list, in every subgraph the same. */
export enum SuggestionReasonCode {
  LIFE_SITUATION = 'LIFE_SITUATION',
  INTEREST = 'INTEREST',
  DISTRICT = 'DISTRICT',
  SOON = 'SOON',
  ONLINE = 'ONLINE',
  WHOLE_TOWN = 'WHOLE_TOWN',
}

registerEnumType(SuggestionReasonCode, {
  name: 'SuggestionReasonCode',
  description:
    'Why something is suggested: it helps in a life situation, is about an interest, is in the district; it starts within 14 days; it is reached over the internet; it is for the whole town.',
})

/** One reason; what it is about is part of the code's meaning. */
export type Reason =
  | { code: SuggestionReasonCode.LIFE_SITUATION; subject: LifeSituation }
  | { code: SuggestionReasonCode.INTEREST; subject: Field }
  /** Id of the district. */
  | { code: SuggestionReasonCode.DISTRICT; subject: string }
  | {
      code: SuggestionReasonCode.SOON | SuggestionReasonCode.ONLINE | SuggestionReasonCode.WHOLE_TOWN
      subject: null
    }

/**
 * What each reason counts. What helps in a situation outweighs what is of interest, and that what is near; whatever
 * is only convenient together counts less than any of these, so it decides among equals only.
 */
export const weights: Readonly<Record<SuggestionReasonCode, number>> = {
  LIFE_SITUATION: 30,
  INTEREST: 20,
  DISTRICT: 10,
  SOON: 4,
  ONLINE: 2,
  WHOLE_TOWN: 1,
}

/** Reasons that are enough for a suggestion; the others only add to one. */
const telling: ReadonlySet<SuggestionReasonCode> = new Set([
  SuggestionReasonCode.LIFE_SITUATION,
  SuggestionReasonCode.INTEREST,
  SuggestionReasonCode.DISTRICT,
])

export function isTelling({ code }: Reason): boolean {
  return telling.has(code)
}

/** How well something fits for which these reasons hold: the sum of what they count, a whole number. */
export function fitOf(reasons: readonly Reason[]): number {
  return reasons.reduce((sum, { code }) => sum + weights[code], 0)
}

/** Days within which something starts soon. */
export const soonDays = 14

/** The telling reasons for which something can be suggested to who asks this. */
export function reasonsOf({ lifeSituations, interests, district }: Question): Reason[] {
  return [
    ...lifeSituations.map((subject) => ({ code: SuggestionReasonCode.LIFE_SITUATION, subject }) as const),
    ...interests.map((subject) => ({ code: SuggestionReasonCode.INTEREST, subject }) as const),
    ...(district === null ? [] : [{ code: SuggestionReasonCode.DISTRICT, subject: district } as const]),
  ]
}
