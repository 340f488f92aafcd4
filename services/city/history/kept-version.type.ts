import { Field, Int, ObjectType } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { Account } from '../account/account.type.js'
import { actingAccount } from '../account/acting-account.js'
import { changedFields } from './changed-fields.js'
import { versionAccess } from './version.access.js'

/** What versions of everything have in common. */
@ObjectType()
export abstract class KeptVersion<Content extends object> {
  @Field(() => Int, { description: 'Counts the changes.' })
  version!: number

  @Field(() => DateTime, {
    nullable: true,
    description: 'Moment of the change; null for what was there before changes were kept.',
  })
  validFrom!: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'Moment of the next change; null while there is none.',
  })
  validTo!: Date | null

  @Field(() => String, { nullable: true, description: 'Why it was changed, in the words of who did it.' })
  reason!: string | null

  content!: Content

  /** Content of the version before; null for the first. */
  before!: Content | null

  @Field(() => [String], {
    description: 'Names of the fields that differ from the version before; none for the first.',
  })
  changes(): string[] {
    return changedFields(this.before, this.content)
  }

  @Access(versionAccess.changedBy)
  @Field(() => String, {
    nullable: true,
    description: 'Who changed it, as the audit trail calls them. For coordinators.',
  })
  changedById!: string

  @Access(versionAccess.changedBy)
  @Field(() => Account, {
    nullable: true,
    description: 'Who changed it; null where it was no person. For coordinators.',
  })
  changedBy(): Account | null {
    return actingAccount(this.changedById)
  }
}
