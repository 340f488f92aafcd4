import { Field, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { KeptVersion } from '../history/kept-version.type.js'
import type { FieldOfActionContent } from './field-of-action.content.js'

@ObjectType({ description: 'A field of action as it was for a time.' })
export class FieldOfActionVersion extends KeptVersion<FieldOfActionContent> {
  @Field(() => Int, { description: 'Its place in the strategy, from 1.' })
  position(): number {
    return this.content.position
  }

  @Field(() => [Int], { description: 'Numbers of the statements it served.' })
  visionStatements(): number[] {
    return this.content.visionStatements
  }
}

export const FieldOfActionVersionConnection = connectionOf(FieldOfActionVersion, 'FieldOfActionVersion')
