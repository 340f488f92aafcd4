import { ArgsType, Field, ID, Int } from 'type-graphql'
import { ChangeArgs } from '../../../platform/graph/change-args.js'
import { LocalDate } from '../../../platform/graph/scalars.js'
import { OrganizationInput } from './organization.input.js'

@ArgsType()
export class RegisterOrganizationArgs extends ChangeArgs {
  @Field(() => OrganizationInput)
  input!: OrganizationInput

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Ids of possible duplicates that somebody has looked at and that are other organizations.',
  })
  notADuplicateOf!: string[]
}

@ArgsType()
class VersionedArgs extends ChangeArgs {
  @Field(() => ID)
  id!: string

  @Field(() => Int, { description: 'The version the change is made from.' })
  version!: number
}

@ArgsType()
export class UpdateOrganizationArgs extends VersionedArgs {
  @Field(() => OrganizationInput, {
    description: 'All of it, as it shall be; what is left out is taken away.',
  })
  input!: OrganizationInput
}

@ArgsType()
export class VerifyOrganizationArgs extends VersionedArgs {
  @Field(() => LocalDate, { description: 'Last day of the term: after today, and within five years.' })
  until!: string
}

@ArgsType()
export class SuspensionArgs extends VersionedArgs {
  @Field(() => String, { description: 'At most 1000 characters; members of the organization read it.' })
  reason!: string
}

@ArgsType()
export class MergeOrganizationsArgs extends ChangeArgs {
  @Field(() => ID, { description: 'Id of the organization that becomes a part of the other one.' })
  source!: string

  @Field(() => ID)
  target!: string

  @Field(() => Int)
  sourceVersion!: number

  @Field(() => Int)
  targetVersion!: number

  @Field(() => String, { description: 'At most 1000 characters.' })
  reason!: string
}
