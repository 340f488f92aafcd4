import { sql } from 'kysely'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import type { List } from '../../../platform/graph/list.js'
import { pageByFit, type Term } from '../../../platform/suggestions/by-fit.js'
import { wordsOfField, wordsOfSituation } from '../../../platform/suggestions/leads.js'
import type { Question } from '../../../platform/suggestions/question.js'
import { SuggestionReasonCode } from '../../../platform/suggestions/reason.js'
import {
  districtTerm,
  hasWordLike,
  interestTerms,
  situationTerms,
  soonTerm,
} from '../../../platform/suggestions/terms.js'
import { Field } from '../../../platform/town/field.js'
import { courseList } from '../course/course.queries.js'
import type { Course } from '../course/course.type.js'

/** A page of the courses that fit and can still be taken: with a session to come, or at any time. */
export function suggestedCourses(question: Question, args: PageArgs, context: SubgraphContext) {
  return pageByFit<Course>(candidates(context.now), terms(question, context.now), args, context)
}

/** Every course is about education; about anything else is what says so in its words. */
function terms(question: Question, now: Date): Term[] {
  const vector = sql`c.search_vector`
  return [
    ...situationTerms(question, (situation) => hasWordLike(vector, wordsOfSituation[situation])),
    ...interestTerms(question, (field) =>
      field === Field.EDUCATION ? sql`true` : hasWordLike(vector, wordsOfField[field]),
    ),
    ...districtTerm(
      question,
      (district) => sql`exists (select from education.course_district near
        where near.course_id = c.id and near.district_id = ${district})`,
    ),
    soonTerm(sql`next.starts_at`, now),
    { reason: { code: SuggestionReasonCode.ONLINE, subject: null }, holds: sql`c.mode = 'ONLINE'` },
  ]
}

function candidates(now: Date): List {
  return courseList(now, [sql`(c.last_starts_at >= ${now}::timestamptz or c.last_starts_at is null)`])
}
