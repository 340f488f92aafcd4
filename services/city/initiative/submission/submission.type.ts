import { Field, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../../platform/graph/connection.js'
import { DateTime } from '../../../../platform/graph/scalars.js'

@ObjectType({
  description: 'What waits for a decision of the town: a new initiative, or a change to a published one.',
})
export class Submission {
  @Field(() => DateTime, { description: 'Since when it has been waiting.' })
  since!: Date

  initiativeId!: string
  /** Null where the initiative itself waits. */
  proposalId!: string | null
}

export const SubmissionConnection = connectionOf(Submission, 'Submission')
