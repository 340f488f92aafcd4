import type { CurrentVersion } from '../version/current-version.js'
import { SubgraphVersionStatus } from '../version/version-status.js'

/**
 * What is to be in a supergraph beside the hub's own, one added after the other: a later version of the same subgraph
 * takes the place of the one before.
 */
export type Additions = readonly CurrentVersion[]

/** Which versions are for whom, if all of them compose. */
export interface WantedRelease {
  live: Additions
  /** Who gets canaries, by ascending `below`; what is added to what is live. */
  canaries: readonly { below: number; additions: Additions }[]
  /** What members of an organization get beside what is live. */
  sandboxes: readonly { organization: string; additions: Additions }[]
}

/**
 * Decides who gets which versions. Canaries are nested: a lot that gets one with a small share gets all with a larger
 * one too, so that k canaries make at most k supergraphs more, and not one for each set of them.
 *
 * @param current in the order of `currentVersions`
 */
export function wantedRelease(current: readonly CurrentVersion[]): WantedRelease {
  const live = current.filter(({ status }) => status === SubgraphVersionStatus.LIVE)
  return { live, canaries: canariesAmong(current), sandboxes: sandboxesAmong(current, live) }
}

function canariesAmong(current: readonly CurrentVersion[]): WantedRelease['canaries'] {
  const shareOf = ({ canaryPercent }: CurrentVersion) => canaryPercent ?? 0
  const canaries = current.filter(({ status }) => status === SubgraphVersionStatus.CANARY)
  const bounds = [...new Set(canaries.map(shareOf))].sort((a, b) => a - b)
  return bounds.map((below) => ({
    below,
    additions: canaries.filter((canary) => shareOf(canary) >= below),
  }))
}

/** Of each subgraph an organization sees its newest version that is newer than what is live. */
function sandboxesAmong(current: readonly CurrentVersion[], live: Additions): WantedRelease['sandboxes'] {
  const liveNumbers = new Map(live.map(({ subgraphId, number }) => [subgraphId, number]))
  const newest = new Map<string, CurrentVersion>()
  for (const version of current) {
    const { subgraphId, number } = version
    const shown = newest.get(subgraphId)?.number ?? liveNumbers.get(subgraphId) ?? 0
    if (number > shown) newest.set(subgraphId, version)
  }
  const upcoming = current.filter((version) => newest.get(version.subgraphId) === version)
  const byOrganization = Map.groupBy(
    upcoming.filter(({ status }) => status !== SubgraphVersionStatus.LIVE),
    ({ terms }) => terms.organization,
  )
  return [...byOrganization]
    .map(([organization, additions]) => ({ organization, additions }))
    .sort((a, b) => (a.organization < b.organization ? -1 : 1))
}
