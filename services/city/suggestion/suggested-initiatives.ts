import { sql } from 'kysely'
import { anonymous } from '../../../platform/caller/caller.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import type { List } from '../../../platform/graph/list.js'
import { pageByFit, type Term } from '../../../platform/suggestions/by-fit.js'
import { fieldsOfSituation } from '../../../platform/suggestions/leads.js'
import type { Question } from '../../../platform/suggestions/question.js'
import { SuggestionReasonCode } from '../../../platform/suggestions/reason.js'
import { districtTerm, interestTerms, situationTerms } from '../../../platform/suggestions/terms.js'
import { dayInTown } from '../calendar/today.js'
import { initiativeList } from '../initiative/initiative.queries.js'
import type { Initiative } from '../initiative/initiative.type.js'

/** A page of the published initiatives that fit and are not over. */
export function suggestedInitiatives(question: Question, args: PageArgs, context: SubgraphContext) {
  return pageByFit<Initiative>(candidates(question, context.now), terms(question), args, context)
}

function terms(question: Question): Term[] {
  return [
    ...situationTerms(
      question,
      (situation) => sql`i.field = any(${[...fieldsOfSituation[situation]]}::text[])`,
    ),
    ...interestTerms(question, (field) => sql`i.field = ${field}`),
    ...districtTerm(
      question,
      (district) => sql`i.id in (
        select initiative_id from city.initiative_district where district_id = ${district})`,
    ),
    {
      reason: { code: SuggestionReasonCode.WHOLE_TOWN, subject: null },
      holds: sql`i.id not in (select initiative_id from city.initiative_district)`,
    },
  ]
}

/** The initiatives any telling term can hold for, as indexes find them. */
function candidates({ lifeSituations, interests, district }: Question, now: Date): List {
  const list = initiativeList(null, anonymous)
  const fields = [...interests, ...lifeSituations.flatMap((situation) => fieldsOfSituation[situation])]
  return {
    ...list,
    where: [
      ...(list.where ?? []),
      sql`(i.ends_on is null or i.ends_on >= ${dayInTown(now)}::date)`,
      sql`i.id in (
        select about.id from city.initiative about
          where about.status = 'PUBLISHED' and about.field = any(${fields}::text[])
        union
        select initiative_id from city.initiative_district where district_id = ${district})`,
    ],
  }
}
