import { change } from '../../../../../platform/changes/change.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import { checkVersion } from '../../check/check-version.js'
import { subgraphAccess } from '../../subgraph/subgraph.access.js'
import { hasErrors } from '../has-errors.js'
import { candidateOf, publishingFacts } from '../publishing-facts.js'
import type { CheckSubgraphArgs } from '../version.args.js'
import { subgraphCheckInput } from '../version.input.js'
import type { SubgraphCheck } from '../version.type.js'

/**
 * Checks a schema as publishing it would, and changes nothing; without an address nothing that runs is asked. What it says
 * is true at the moment only.
 *
 * @throws HubError as `publishingFacts`; BAD_USER_INPUT with all problems
 */
export async function checkSubgraph(
  context: SubgraphContext,
  { input, idempotencyKey, lang }: CheckSubgraphArgs,
): Promise<SubgraphCheck> {
  demand(context.caller, subgraphAccess.check)
  const { name, url, sdl } = checked(
    subgraphCheckInput(context.config.partners.privateAddresses),
    input,
    lang,
  )
  const facts = await publishingFacts(context, name, subgraphAccess.check)
  const { config, database, logger, now } = context
  const parts = { config, database, logger, clock: () => now }
  const candidate = { ...candidateOf(facts, { url: url ?? null, sdl }), dryRun: true }
  const { findings, breaking } = await checkVersion(parts, candidate)
  const found = { ok: !hasErrors(findings), breaking, storedFindings: findings }
  return change(context, { action: 'checkSubgraph', input, idempotencyKey }, async () => found)
}
