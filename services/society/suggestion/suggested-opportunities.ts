import { sql } from 'kysely'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { pageByFit, type Term } from '../../../platform/suggestions/by-fit.js'
import type { Question } from '../../../platform/suggestions/question.js'
import { districtTerm, interestTerms, situationTerms } from '../../../platform/suggestions/terms.js'
import { Field } from '../../../platform/town/field.js'
import { LifeSituation } from '../../../platform/town/life-situation.js'
import { opportunityList } from '../opportunity/opportunity.queries.js'
import type { VolunteerOpportunity } from '../opportunity/opportunity.type.js'

/** A page of the opportunities to volunteer that fit; only to those who may want to do something for others. */
export function suggestedOpportunities(question: Question, args: PageArgs, context: SubgraphContext) {
  return pageByFit<VolunteerOpportunity>(opportunityList, terms(question), args, context)
}

function terms(question: Question): Term[] {
  return [
    ...situationTerms(question, (situation) => sql.lit(situation === LifeSituation.ENGAGEMENT)),
    ...interestTerms(question, (field) => sql.lit(field === Field.SOCIETY)),
    ...districtTerm(question, (district) => sql`v.district_id = ${district}`),
  ]
}
