import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize } from '../../../platform/graph/language.js'
import { page } from '../../../platform/graph/list.js'
import { JsonObject } from '../../../platform/graph/scalars.js'
import { accountAccess } from './account.access.js'
import { AccountFilter } from './account.filter.js'
import { accountsById } from './account.queries.js'
import { type Account, AccountConnection } from './account.type.js'
import { accountExport } from './account-export.queries.js'
import { accountList } from './accounts.queries.js'
import { elsewhere } from './elsewhere.js'

@Resolver()
export class AccountQueries {
  @Access(accountAccess.list)
  @Query(() => AccountConnection, { nullable: true, description: 'Accounts, by name; for administrators.' })
  async accounts(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => AccountFilter, { nullable: true }) filter: AccountFilter | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Account>> {
    const ids = await page<{ id: string }>(accountList(filter ?? {}), args, context)
    const edges = ids.edges.map(async ({ node: { id }, cursor }) => ({
      cursor,
      node: await context.load(accountsById, null, id),
    }))
    return { ...ids, edges: await Promise.all(edges) }
  }

  @Access(accountAccess.export)
  @Query(() => JsonObject, {
    nullable: true,
    description:
      'Everything the identity service holds about whoever asks, without passwords and other secrets; `elsewhere` says what other parts of the hub hold.',
  })
  async accountExport(
    @Args(() => LanguageArgs) { lang }: LanguageArgs,
    @Ctx() { caller, database }: SubgraphContext,
  ): Promise<Record<string, unknown> | null> {
    const held = await accountExport(database, caller.subject)
    return held && { ...held, elsewhere: elsewhere.map((text) => localize(text, lang)) }
  }
}
