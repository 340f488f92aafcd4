import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { type Caller, isCoordinator, isPerson } from '../../../platform/caller/caller.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize } from '../../../platform/graph/language.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { accountsById } from './account.queries.js'
import { Account, type KnownAccount, TownRole } from './account.type.js'
import { formerMember } from './former-member.js'
import { maySee } from './may-see.js'

@Resolver(() => Account)
export class AccountResolver {
  @Query(() => Account, {
    nullable: true,
    description: 'Whoever asks; null for those who are not signed in, and for API keys.',
  })
  me(@Ctx() context: SubgraphContext): Promise<Account> | null {
    const { caller } = context
    return isPerson(caller) ? context.load(accountsById, null, caller.subject) : null
  }

  @FieldResolver(() => String, {
    description: 'What the person is called; of an erased account, that it was one.',
  })
  name(@Root() { known }: Account, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return known?.name ?? localize(formerMember, lang)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'E-mail address; only for the person and administrators.',
  })
  email(@Root() account: Account, @Ctx() { caller }: SubgraphContext): string | null {
    return shownTo(caller, account)?.email ?? null
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether the person has confirmed the address; only for the person and administrators.',
  })
  emailVerified(@Root() account: Account, @Ctx() { caller }: SubgraphContext): boolean | null {
    return shownTo(caller, account)?.emailVerified ?? null
  }

  @FieldResolver(() => [TownRole], {
    nullable: true,
    description: 'Roles the town has given; only for the person, coordinators and administrators.',
  })
  roles(@Root() account: Account, @Ctx() { caller }: SubgraphContext): TownRole[] | null {
    const known = isCoordinator(caller) ? account.known : shownTo(caller, account)
    return known?.roles ?? null
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When the account was made; only for the person and administrators.',
  })
  createdAt(@Root() account: Account, @Ctx() { caller }: SubgraphContext): Date | null {
    return shownTo(caller, account)?.createdAt ?? null
  }
}

/** Personal data, for those it is meant for: the person, and administrators. */
function shownTo(caller: Caller, { id, known }: Account): KnownAccount | null {
  return maySee(caller, id) ? known : null
}
