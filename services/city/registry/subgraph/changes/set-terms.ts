import { sql } from 'kysely'
import { demandVersion } from '../../../../../platform/changes/conflict.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import { changeRegistry } from '../../release/change-registry.js'
import { subgraphToDecide } from '../own-subgraph.js'
import { subgraphAccess } from '../subgraph.access.js'
import type { SetSubgraphTermsArgs } from '../subgraph.args.js'
import { subgraphTermsInput } from '../subgraph.input.js'
import type { Subgraph } from '../subgraph.type.js'
import { writeSubgraph } from '../write-subgraph.js'

/**
 * Changes on what terms a subgraph takes part. What it may add fields to counts for what is published from then on.
 *
 * @throws HubError as `subgraphToDecide`; BAD_USER_INPUT with all problems, CONFLICT
 */
export async function setSubgraphTerms(
  context: SubgraphContext,
  { id, version, input, idempotencyKey, lang }: SetSubgraphTermsArgs,
): Promise<Subgraph> {
  demand(context.caller, subgraphAccess.setTerms)
  const terms = checked(subgraphTermsInput, input, lang)
  return changeRegistry(context, {
    request: { action: 'setSubgraphTerms', input: { id, version, input }, idempotencyKey },
    async work(step) {
      const current = await subgraphToDecide(step, context.caller, subgraphAccess.setTerms, sql`s.id = ${id}`)
      demandVersion(current, version)
      return writeSubgraph(step, current, terms)
    },
  })
}
