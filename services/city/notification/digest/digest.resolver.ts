import { sql } from 'kysely'
import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { setDigest } from './changes/set.js'
import { digestAccess } from './digest.access.js'
import { SetDigestArgs } from './digest.args.js'
import { DigestPreference } from './digest.type.js'

@Resolver(() => DigestPreference)
export class DigestResolver {
  @Access(digestAccess.read)
  @Query(() => DigestPreference, { nullable: true, description: 'What the caller has chosen about digests.' })
  async digestPreference(@Ctx() { caller, database }: SubgraphContext): Promise<DigestPreference> {
    const [chosen] = await database.rows<DigestPreference>(
      sql`select frequency, language from city.digest_preference where account_id = ${caller.subject}`,
    )
    return chosen ?? { frequency: null, language: null }
  }

  @Access(digestAccess.set)
  @Mutation(() => DigestPreference, {
    nullable: true,
    description:
      'Chooses how often the caller is told by e-mail what has happened. Mails about decisions come at once, whatever is chosen.',
  })
  setDigest(
    @Args(() => SetDigestArgs) args: SetDigestArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<DigestPreference> {
    return setDigest(context, args)
  }
}
