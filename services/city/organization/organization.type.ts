import { Directive, Field as GraphField, ID, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { Field } from '../field.js'
import { OrganizationKind } from './organization-kind.js'

@ObjectType({ description: 'Who stands behind initiatives, offers resources, or needs them.' })
@Directive('@key(fields: "id")')
export class Organization {
  @GraphField(() => ID)
  id!: string

  @GraphField(() => String)
  name!: string

  @GraphField(() => OrganizationKind)
  kind!: OrganizationKind

  @GraphField(() => [Field], { description: 'What it works on.' })
  fields!: Field[]

  @GraphField(() => String, { nullable: true })
  webAddress!: string | null

  districtId!: string | null
}

export const OrganizationConnection = connectionOf(Organization, 'Organization')
