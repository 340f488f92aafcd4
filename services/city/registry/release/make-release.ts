import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'
import { Audience } from '../../../../platform/changes/event.entity.js'
import type { OwnContracts } from '../../../../schema/contracts.js'
import type { LeftOut } from '../composition/composed-edition.js'
import { knownCompositions, madeOf, NotComposed } from '../composition/compositions.js'
import { type CurrentVersion, currentVersions } from '../version/current-version.js'
import { type ComposedRelease, composeRelease } from './composed-release.js'
import { newestRelease } from './release.queries.js'

/** What has to be composed before a release can be made of these versions. */
export class CompositionNeeded extends Error {
  override readonly name = 'CompositionNeeded'

  constructor(readonly versions: readonly CurrentVersion[]) {
    super('what a release is made of has not been composed')
  }
}

/**
 * Makes a release of what the registry holds now in this transaction, unless the newest one says the same.
 *
 * @returns what does not compose and so is left out
 * @throws CompositionNeeded
 */
export async function makeRelease(step: Change, own: OwnContracts): Promise<readonly LeftOut[]> {
  const current = await currentVersions(step)
  const release = await composedOf(step, current, own)
  const next = {
    shares: release.shares,
    sandboxes: release.sandboxes,
    madeOf: madeOf(own, release.live),
    leftOut: release.leftOut.map(({ version }) => version.id).sort(),
  }
  const newest = await newestRelease(step)
  if (newest !== null) {
    const { number, ...content } = newest
    if (isDeepStrictEqual(content, JSON.parse(JSON.stringify(next)))) return release.leftOut
  }
  await step.rows(sql`
    insert into city.release (number, shares, sandboxes, made_of, left_out, created_at)
    values (${(newest?.number ?? 0) + 1}, ${JSON.stringify(next.shares)}::jsonb,
      ${JSON.stringify(next.sandboxes)}::jsonb, ${next.madeOf}, ${next.leftOut}, ${step.now})`)
  const known = new Set(newest?.leftOut)
  for (const each of release.leftOut) if (!known.has(each.version.id)) tellLeftOut(step, each)
  return release.leftOut
}

async function composedOf(
  step: Change,
  current: readonly CurrentVersion[],
  own: OwnContracts,
): Promise<ComposedRelease> {
  try {
    return await composeRelease(current, knownCompositions(step, own))
  } catch (error) {
    throw error instanceof NotComposed ? new CompositionNeeded(current) : error
  }
}

function tellLeftOut(step: Change, { version, problems }: LeftOut): void {
  const { subgraphId, number, terms } = version
  step.emit({
    type: 'subgraph.left-out',
    entity: 'Subgraph',
    entityId: subgraphId,
    organizationId: terms.organization,
    audience: Audience.ORGANIZATION,
    data: { name: terms.name, number, reason: reasonOf(problems) },
  })
}

/** As much of what is wrong as an event is to carry. */
const mostProblems = 5
const longestProblem = 500

function reasonOf(problems: LeftOut['problems']): string {
  return problems
    .slice(0, mostProblems)
    .map(({ message }) => message.slice(0, longestProblem))
    .join(' | ')
}
