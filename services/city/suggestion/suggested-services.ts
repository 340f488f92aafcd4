import { sql } from 'kysely'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import type { List } from '../../../platform/graph/list.js'
import { pageByFit, type Term } from '../../../platform/suggestions/by-fit.js'
import { situationsOfField } from '../../../platform/suggestions/leads.js'
import type { Question } from '../../../platform/suggestions/question.js'
import { SuggestionReasonCode } from '../../../platform/suggestions/reason.js'
import { districtTerm, interestTerms, situationTerms } from '../../../platform/suggestions/terms.js'
import { municipalServiceList } from '../municipal-service/municipal-service.queries.js'
import type { MunicipalService } from '../municipal-service/municipal-service.type.js'

/** A page of the services of the town that fit; none that is offered in other districts only. */
export function suggestedServices(question: Question, args: PageArgs, context: SubgraphContext) {
  return pageByFit<MunicipalService>(candidates(question), terms(question), args, context)
}

function terms(question: Question): Term[] {
  return [
    ...situationTerms(question, (situation) => sql`s.life_situations @> ${[situation]}::text[]`),
    ...interestTerms(question, (field) => sql`s.life_situations && ${[...situationsOfField[field]]}::text[]`),
    ...districtTerm(question, (district) => sql`s.district_id = ${district}`),
    { reason: { code: SuggestionReasonCode.WHOLE_TOWN, subject: null }, holds: sql`s.district_id is null` },
  ]
}

/** What is offered in a district only is of no use to those who live in another. */
function candidates({ district }: Question): List {
  const list = municipalServiceList(null)
  const reachable = district === null ? [] : [sql`(s.district_id = ${district} or s.district_id is null)`]
  return { ...list, where: [...(list.where ?? []), ...reachable] }
}
