import { Directive, Field as GraphField, ID, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { LocalDate } from '../../../platform/graph/scalars.js'
import type { Contact } from '../contact/contact.js'
import { Field } from '../field.js'
import { OrganizationKind } from './organization-kind.js'

@ObjectType({ description: 'Where post reaches an organization.' })
export class OrganizationAddress {
  @GraphField(() => String, { description: 'Street and number, or what stands for them.' })
  street!: string

  @GraphField(() => String)
  postalCode!: string

  @GraphField(() => String)
  place!: string
}

@ObjectType({ description: 'Who stands behind initiatives, offers resources, or needs them.' })
@Directive('@key(fields: "id")')
export class Organization {
  @GraphField(() => ID)
  id!: string

  @GraphField(() => String, { description: 'Its legal name.' })
  name!: string

  @GraphField(() => OrganizationKind)
  kind!: OrganizationKind

  @GraphField(() => [Field], { description: 'What it works on.' })
  fields!: Field[]

  @GraphField(() => String, { nullable: true })
  webAddress!: string | null

  @GraphField(() => String, {
    nullable: true,
    description:
      'Its number in a public register, with the court, such as "VR 123, Amtsgericht Mönchengladbach".',
  })
  registerNumber!: string | null

  @GraphField(() => OrganizationAddress, { nullable: true })
  address!: OrganizationAddress | null

  @GraphField(() => LocalDate, {
    nullable: true,
    description:
      'Last day of the term a coordinator has verified it for; null for one that waits, and for the town.',
  })
  verifiedUntil!: string | null

  @GraphField(() => Int, {
    description: 'Changes with every write; a write names the version it was made from.',
  })
  version!: number

  districtId!: string | null
  contact!: Contact | null
  suspended!: boolean
  suspensionReason!: string | null
  /** Id of the organization it has become a part of. */
  mergedInto!: string | null
}

export const OrganizationConnection = connectionOf(Organization, 'Organization')
