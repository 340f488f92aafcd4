import { randomUUID } from 'node:crypto'
import type { Caller } from '../../../../../platform/caller/caller.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import { type CheckOutcome, checkVersion } from '../../check/check-version.js'
import { keepComposition } from '../../composition/compositions.js'
import { changeRegistry } from '../../release/change-registry.js'
import { newestRelease } from '../../release/release.queries.js'
import { subgraphAccess } from '../../subgraph/subgraph.access.js'
import { contentHash } from '../content-hash.js'
import { hasErrors } from '../has-errors.js'
import { candidateOf, publishingFacts } from '../publishing-facts.js'
import { type NewVersion, storeVersion } from '../store-version.js'
import type { PublishSubgraphArgs } from '../version.args.js'
import { SubgraphStage, subgraphVersionInput } from '../version.input.js'
import type { SubgraphVersion } from '../version.type.js'

/** How often it is checked anew because something else went live meanwhile. */
const attempts = 5

/** Something else has gone live since the version was checked. */
class CheckedBefore extends Error {}

/**
 * Publishes a version of the caller's subgraph: checks it, and lets it go as far as it may by itself. One with errors is
 * kept as REFUSED; what is in the graph already in the same place is not stored again.
 *
 * @throws HubError as `publishingFacts` and `changeRegistry`; BAD_USER_INPUT with all problems, CONFLICT
 */
export async function publishSubgraph(
  context: SubgraphContext,
  args: PublishSubgraphArgs,
): Promise<SubgraphVersion> {
  demand(context.caller, subgraphAccess.publish)
  const { privateAddresses } = context.config.partners
  const content = checked(subgraphVersionInput(privateAddresses), args.input, args.lang)
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      return await checkAndStore(context, args, content)
    } catch (error) {
      if (!(error instanceof CheckedBefore)) throw error
    }
  }
  throw new HubError(
    'CONFLICT',
    'Andere ändern das Register gerade unablässig / Others keep changing the registry at the moment: try again.',
  )
}

type Content = ReturnType<ReturnType<typeof subgraphVersionInput>['parse']>

async function checkAndStore(
  context: SubgraphContext,
  { input, idempotencyKey }: PublishSubgraphArgs,
  content: Content,
): Promise<SubgraphVersion> {
  const { caller, config, database, logger, now } = context
  const { name } = content
  const facts = await publishingFacts(context, name, subgraphAccess.publish)
  const parts = { config, database, logger, clock: () => now }
  const outcome = await checkVersion(parts, candidateOf(facts, content))
  const version = newVersion(content, outcome, caller)
  if (outcome.supergraph !== null && !hasErrors(outcome.findings)) {
    // What the checks have composed need not be composed again.
    const contained = [...facts.neighbours, { id: version.id, terms: { name } }]
    await keepComposition({ database, own: facts.own, now }, contained, { supergraph: outcome.supergraph })
  }
  return changeRegistry(context, {
    request: { action: 'publishSubgraph', input, idempotencyKey },
    unpublished: new Map([[version.id, content.sdl]]),
    demanded: ({ id }) => id,
    async work(step) {
      if ((await newestRelease(step))?.madeOf !== facts.madeOf) throw new CheckedBefore()
      return storeVersion(step, caller, name, version)
    },
  })
}

function newVersion(
  { name, url, sdl, stage, note }: Content,
  { findings, breaking, hostProven, normalizedSdl }: CheckOutcome,
  { subject: publishedBy }: Caller,
): NewVersion {
  const hash = contentHash({ name, url, sdl: normalizedSdl ?? sdl })
  const sandbox = stage === SubgraphStage.SANDBOX
  return { id: randomUUID(), url, sdl, note, hash, findings, breaking, sandbox, hostProven, publishedBy }
}
