import { sql } from 'kysely'
import {
  type Change,
  type ChangeContext,
  type ChangeRequest,
  change,
} from '../../../../platform/changes/change.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { type OwnContracts, ownContracts } from '../../../../schema/contracts.js'
import type { LeftOut } from '../composition/composed-edition.js'
import { newCompositions } from '../composition/compositions.js'
import { composeRelease } from './composed-release.js'
import { CompositionNeeded, makeRelease } from './make-release.js'

/** How often a change is begun anew because others changed the registry meanwhile. */
const attempts = 5

export interface RegistryChange<T> {
  request: ChangeRequest
  /** Writes versions and terms; it may be run more than once, each time in a transaction of its own. */
  work: (step: Change) => Promise<T>
  /** Schemas of the versions the work adds, by id: they are composed before they are stored. */
  unpublished?: ReadonlyMap<string, string>
  /** Tells the id of a version that must not be left out of the release. */
  demanded?: (answer: T) => string
  /** The hub's own contracts, if not those that are committed. */
  own?: OwnContracts
  signal?: AbortSignal
}

/**
 * Makes a change of the registry, and the release that follows from it, in one transaction. Composing takes long, so it
 * is done before and outside: the transaction finds everything composed, or is given up and begun anew after that.
 *
 * @throws HubError STATE_REFUSED if the version that is demanded does not compose, with all problems in
 *   `extensions.problems`; CONFLICT if others keep changing the registry; what the work throws
 */
export async function changeRegistry<T>(
  context: ChangeContext,
  registryChange: RegistryChange<T>,
): Promise<T> {
  const { request, work, unpublished = new Map(), demanded, signal } = registryChange
  const own = registryChange.own ?? (await ownContracts())
  const { database, now } = context
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      return await change(context, request, async (step) => {
        await lockRegistry(step)
        const answer = await work(step)
        demandIncluded(await makeRelease(step, own), demanded?.(answer))
        return answer
      })
    } catch (error) {
      if (!(error instanceof CompositionNeeded)) throw error
      await composeRelease(error.versions, newCompositions({ database, own, unpublished, now, signal }))
    }
  }
  throw new HubError(
    'CONFLICT',
    'Andere ändern das Register gerade unablässig / Others keep changing the registry at the moment: try again.',
  )
}

/** One change at a time, over all processes: each is made of what all before it have left. */
export async function lockRegistry({ rows }: Pick<Change, 'rows'>): Promise<void> {
  await rows(sql`select pg_advisory_xact_lock(hashtextextended('registry', 0))`)
}

function demandIncluded(leftOut: readonly LeftOut[], demanded: string | undefined): void {
  const refused = leftOut.find(({ version }) => version.id === demanded)
  if (refused === undefined) return
  const { version, problems } = refused
  const messages = problems.map(({ message }) => message).join(' | ')
  throw new HubError(
    'STATE_REFUSED',
    `Version ${version.number} passt nicht (mehr) zu den anderen Teilgraphen / does not compose with the other subgraphs (any more): ${messages}`,
    { details: { problems } },
  )
}
