import type { Edition, Release } from '../../../../platform/registry/release.js'
import {
  type ComposedEdition,
  type Composer,
  composeEdition,
  type LeftOut,
  versionsIn,
} from '../composition/composed-edition.js'
import type { CurrentVersion } from '../version/current-version.js'
import { type Additions, wantedRelease } from './wanted-release.js'

/** A release before it has a number. */
export interface ComposedRelease extends Omit<Release, 'number'> {
  /** Versions that are live, by name of their subgraph. */
  live: readonly CurrentVersion[]
  /** What stays out of a supergraph it should be in. */
  leftOut: readonly LeftOut[]
}

/** Makes the release that follows from the versions there are. What does not compose is left out. */
export async function composeRelease(
  current: readonly CurrentVersion[],
  compose: Composer,
): Promise<ComposedRelease> {
  const wanted = wantedRelease(current)
  const live = await composeEdition(wanted.live, compose)
  const withLive = (additions: Additions) => composeEdition([...live.kept, ...additions], compose)
  const canaries = []
  for (const { below, additions } of wanted.canaries) {
    canaries.push({ below, composed: await withLive(additions) })
  }
  const sandboxes = []
  for (const { organization, additions } of wanted.sandboxes) {
    sandboxes.push({ organization, composed: await withLive(additions) })
  }
  const composed = [live, ...[...canaries, ...sandboxes].map((each) => each.composed)]
  return {
    shares: [
      ...canaries.map(({ below, composed }) => ({ below, edition: editionOf(composed) })),
      { below: 100, edition: editionOf(live) },
    ],
    sandboxes: Object.fromEntries(
      sandboxes.map(({ organization, composed }) => [organization, editionOf(composed)]),
    ),
    live: versionsIn(live.kept),
    leftOut: onceEach(composed.flatMap(({ leftOut }) => leftOut)),
  }
}

function editionOf({ supergraph, kept }: ComposedEdition): Edition {
  return { supergraph, partners: versionsIn(kept).map(({ terms }) => terms) }
}

function onceEach(leftOut: readonly LeftOut[]): LeftOut[] {
  return [...new Map(leftOut.map((each) => [each.version.id, each])).values()]
}
