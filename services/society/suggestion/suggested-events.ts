import { type RawBuilder, sql } from 'kysely'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { pageByFit, type Term } from '../../../platform/suggestions/by-fit.js'
import { wordsOfField, wordsOfSituation } from '../../../platform/suggestions/leads.js'
import type { Question } from '../../../platform/suggestions/question.js'
import {
  districtTerm,
  hasWordLike,
  interestTerms,
  situationTerms,
  soonTerm,
} from '../../../platform/suggestions/terms.js'
import { Field } from '../../../platform/town/field.js'
import { eventList } from '../event/event.queries.js'
import type { Event } from '../event/event.type.js'

/** A page of the events to come that fit. */
export function suggestedEvents(question: Question, args: PageArgs, context: SubgraphContext) {
  const list = eventList({ from: null, to: null }, context)
  return pageByFit<Event>(list, terms(question, context.now), args, context)
}

/** Every event is about society; about anything else is what says so in its words or categories. */
function terms(question: Question, now: Date): Term[] {
  return [
    ...situationTerms(question, (situation) => isAbout(wordsOfSituation[situation])),
    ...interestTerms(question, (field) =>
      field === Field.SOCIETY ? sql`true` : isAbout(wordsOfField[field]),
    ),
    ...districtTerm(question, (district) => sql`e.district_id = ${district}`),
    soonTerm(sql`first.starts_at`, now),
  ]
}

function isAbout(words: readonly string[]): RawBuilder<boolean> {
  const beginnings = words.map((word) => `${word.toLowerCase()}%`)
  return sql`(${hasWordLike(sql`e.search_vector`, words)} or exists (
    select from unnest(e.categories) as own(name) where lower(own.name) like any(${beginnings}::text[])))`
}
