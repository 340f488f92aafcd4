import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { Account } from '../../account/account.type.js'
import { actingAccount } from '../../account/acting-account.js'
import { SubgraphFinding } from '../check/finding.type.js'
import { subgraphsById } from '../subgraph/subgraph.queries.js'
import { Subgraph } from '../subgraph/subgraph.type.js'
import { sdlsOfVersions } from './version.queries.js'
import { SubgraphCheck, SubgraphVersion } from './version.type.js'

const findingsDescription = 'What the checks have found: errors first.'

@Resolver(() => SubgraphVersion)
export class SubgraphVersionResolver {
  @FieldResolver(() => Subgraph, { nullable: true })
  subgraph(@Root() { subgraphId }: SubgraphVersion, @Ctx() context: SubgraphContext) {
    return context.load(subgraphsById, null, subgraphId)
  }

  @FieldResolver(() => String, { nullable: true, description: 'Its schema as it was published.' })
  sdl(@Root() { id }: SubgraphVersion, @Ctx() context: SubgraphContext): Promise<string | null> {
    return context.load(sdlsOfVersions, null, id)
  }

  @FieldResolver(() => Account, { nullable: true, description: 'Null where an API key published it.' })
  publishedBy(@Root() { publishedById }: SubgraphVersion): Account | null {
    return actingAccount(publishedById)
  }

  @FieldResolver(() => [SubgraphFinding], { description: findingsDescription })
  findings(@Root() { storedFindings }: SubgraphVersion): readonly SubgraphFinding[] {
    return storedFindings
  }
}

@Resolver(() => SubgraphCheck)
export class SubgraphCheckResolver {
  @FieldResolver(() => [SubgraphFinding], { description: findingsDescription })
  findings(@Root() { storedFindings }: SubgraphCheck): readonly SubgraphFinding[] {
    return storedFindings
  }
}
