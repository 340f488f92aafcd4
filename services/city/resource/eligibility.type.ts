import { Field as GraphField, ObjectType } from 'type-graphql'
import { Field } from '../field.js'
import { OrganizationKind } from '../organization/organization-kind.js'

@ObjectType({ description: 'Whom a resource is for; an empty list leaves nobody out.' })
export class Eligibility {
  @GraphField(() => [Field], { description: 'Fields of the initiatives.' })
  fields!: Field[]

  @GraphField(() => [OrganizationKind], { description: 'Kinds of the organizations that stand behind them.' })
  organizationKinds!: OrganizationKind[]

  districtIds!: string[]
}
