import { type RawBuilder, sql } from 'kysely'
import type { Field } from '../town/field.js'
import type { LifeSituation } from '../town/life-situation.js'
import type { Term } from './by-fit.js'
import type { Question } from './question.js'
import { SuggestionReasonCode as Code, soonDays } from './reason.js'

/** A term for each of the question's life situations. */
export function situationTerms(
  { lifeSituations }: Question,
  holds: (situation: LifeSituation) => RawBuilder<unknown>,
): Term[] {
  return lifeSituations.map((subject) => ({
    reason: { code: Code.LIFE_SITUATION, subject },
    holds: holds(subject),
  }))
}

/** A term for each of the question's interests. */
export function interestTerms({ interests }: Question, holds: (field: Field) => RawBuilder<unknown>): Term[] {
  return interests.map((subject) => ({ reason: { code: Code.INTEREST, subject }, holds: holds(subject) }))
}

/** The term that something is in the question's district, if it names one. */
export function districtTerm({ district }: Question, holds: (id: string) => RawBuilder<unknown>): Term[] {
  return district === null
    ? []
    : [{ reason: { code: Code.DISTRICT, subject: district }, holds: holds(district) }]
}

/** The term that something starts soon. */
export function soonTerm(startsAt: RawBuilder<unknown>, now: Date): Term {
  const soon = new Date(now.getTime() + soonDays * 86_400_000)
  return {
    reason: { code: Code.SOON, subject: null },
    holds: sql`${startsAt} >= ${now}::timestamptz and ${startsAt} < ${soon}::timestamptz`,
  }
}

/** SQL: whether a text search vector has a word that begins like one of these. */
export function hasWordLike(vector: RawBuilder<unknown>, words: readonly string[]): RawBuilder<boolean> {
  return sql`${vector} @@ to_tsquery('german', ${words.map((word) => `${word}:*`).join(' | ')})`
}
