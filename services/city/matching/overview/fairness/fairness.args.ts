import { ArgsType, Field } from 'type-graphql'
import { PageArgs } from '../../../../../platform/graph/connection.js'

@ArgsType()
export class OrganizationFairnessArgs extends PageArgs {
  @Field(() => Boolean, { defaultValue: false, description: 'Whether each month stands by itself.' })
  byMonth!: boolean
}
