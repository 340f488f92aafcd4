import type { CompositionProblem } from '../../../../schema/compose.js'
import type { Additions } from '../release/wanted-release.js'
import type { CurrentVersion } from '../version/current-version.js'

/** What composing the hub's own contracts with versions gives. */
export type ComposedVersions = { supergraph: string } | { problems: readonly CompositionProblem[] }

/** Composes the hub's own contracts with versions, at most one of each subgraph; gives the hash. */
export type Composer = (versions: readonly CurrentVersion[]) => Promise<ComposedVersions>

/** What stays out of a supergraph, and why. */
export interface LeftOut {
  version: CurrentVersion
  problems: readonly CompositionProblem[]
}

/** A supergraph that composes, and the versions in it. */
export interface ComposedEdition {
  /** Hash of its text. */
  supergraph: string
  /** Those of the additions that are in it, in their order. */
  kept: Additions
  leftOut: readonly LeftOut[]
}

/**
 * Composes a supergraph of as many of the additions as possible. Where they do not compose, the first one is left out
 * with which they stop doing so, and so on until the rest does; the hub's own contracts always do.
 */
export async function composeEdition(additions: Additions, compose: Composer): Promise<ComposedEdition> {
  const leftOut: LeftOut[] = []
  for (let kept = additions; ; ) {
    const composed = await compose(versionsIn(kept))
    if ('supergraph' in composed) return { supergraph: composed.supergraph, kept, leftOut }
    const offender = await firstOffender(kept, compose)
    leftOut.push(offender)
    kept = kept.filter((version) => version !== offender.version)
  }
}

/** The versions that are in a supergraph after all of them were added one after the other, by name. */
export function versionsIn(additions: Additions): CurrentVersion[] {
  const byName = new Map(additions.map((version) => [version.terms.name, version]))
  return [...byName.values()].sort((a, b) => (a.terms.name < b.terms.name ? -1 : 1))
}

/** Halves the way to the addition with which it stops composing: ten compositions for a thousand. */
async function firstOffender(additions: Additions, compose: Composer): Promise<LeftOut> {
  let composing = 0
  let failing = additions.length
  let problems: readonly CompositionProblem[] = []
  while (problems.length === 0 || failing - composing > 1) {
    const tried = failing - composing > 1 ? Math.ceil((composing + failing) / 2) : failing
    const composed = await compose(versionsIn(additions.slice(0, tried)))
    if ('supergraph' in composed) {
      composing = tried
    } else {
      failing = tried
      problems = composed.problems
    }
  }
  const version = additions[failing - 1]
  if (version === undefined) throw new TypeError("The hub's own contracts do not compose")
  return { version, problems }
}
