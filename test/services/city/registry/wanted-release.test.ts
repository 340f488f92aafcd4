import { describe, expect, test } from '@jest/globals'
import {
  type Composer,
  composeEdition,
} from '../../../../services/city/registry/composition/composed-edition.js'
import { composeRelease } from '../../../../services/city/registry/release/composed-release.js'
import { wantedRelease } from '../../../../services/city/registry/release/wanted-release.js'
import type { CurrentVersion } from '../../../../services/city/registry/version/current-version.js'
import {
  type CurrentStatus,
  SubgraphVersionStatus as Status,
} from '../../../../services/city/registry/version/version-status.js'

function version(
  name: string,
  number: number,
  status: CurrentStatus,
  { percent = null, organization = 'garden' }: { percent?: number | null; organization?: string } = {},
): CurrentVersion {
  const terms = { name, organization, keyGeneration: 1, claims: [], suspended: false }
  const canaryPercent = percent
  return { id: `${name}-${number}`, number, status, canaryPercent, subgraphId: name, url: '', terms }
}

const ids = (versions: readonly CurrentVersion[]) => versions.map(({ id }) => id)

describe('who gets which versions', () => {
  test('canaries are nested by their shares, so that they make one supergraph for each share', () => {
    const { live, canaries } = wantedRelease([
      version('a', 1, Status.LIVE),
      version('a', 2, Status.CANARY, { percent: 5 }),
      version('b', 1, Status.CANARY, { percent: 50 }),
      version('c', 1, Status.CANARY, { percent: 5 }),
    ])
    expect(ids(live)).toEqual(['a-1'])
    expect(canaries.map(({ below, additions }) => [below, ids(additions)])).toEqual([
      [5, ['a-2', 'b-1', 'c-1']],
      [50, ['b-1']],
    ])
  })

  test('an organization sees the newest version of each of its subgraphs that is newer than what is live', () => {
    const { sandboxes } = wantedRelease([
      version('a', 3, Status.LIVE),
      version('a', 2, Status.SANDBOX),
      version('b', 1, Status.AWAITING_APPROVAL),
      version('b', 2, Status.SANDBOX),
      version('c', 1, Status.CANARY, { percent: 5 }),
      version('d', 1, Status.SANDBOX, { organization: 'school' }),
    ])
    expect(sandboxes.map(({ organization, additions }) => [organization, ids(additions)])).toEqual([
      ['garden', ['b-2', 'c-1']],
      ['school', ['d-1']],
    ])
  })
})

/** Composes whatever has none of these together. */
function refusing(...clashes: string[][]): Composer & { count: number } {
  const compose = async (versions: readonly CurrentVersion[]) => {
    compose.count++
    const there = ids(versions)
    const clash = clashes.find((names) => names.every((name) => there.includes(name)))
    return clash === undefined
      ? { supergraph: there.join('+') }
      : { problems: [{ code: 'CLASH', message: clash.join(' and '), places: [] }] }
  }
  compose.count = 0
  return compose
}

describe('a supergraph of what composes', () => {
  const many = Array.from({ length: 100 }, (_, index) => version(`s${index}`, 1, Status.LIVE))

  test('has everything if it composes, by one composition', async () => {
    const compose = refusing()
    const { kept, leftOut } = await composeEdition(many, compose)
    expect([kept.length, leftOut, compose.count]).toEqual([100, [], 1])
  })

  test('leaves out the later one of two that do not go together, with the reason, after few compositions', async () => {
    const compose = refusing(['s17-1', 's80-1'], ['s3-1'])
    const { kept, leftOut, supergraph } = await composeEdition(many, compose)
    expect(leftOut.map(({ version: { id }, problems }) => [id, problems[0]?.message])).toEqual([
      ['s3-1', 's3-1'],
      ['s80-1', 's17-1 and s80-1'],
    ])
    expect(kept).toHaveLength(98)
    expect(supergraph.split('+')).toHaveLength(98)
    expect(compose.count).toBeLessThan(25)
  })

  test('falls back to the live version of a subgraph whose next one does not compose', async () => {
    const composed = await composeRelease(
      [
        version('a', 1, Status.LIVE),
        version('b', 1, Status.LIVE),
        version('a', 2, Status.CANARY, { percent: 10 }),
        version('a', 3, Status.SANDBOX),
      ],
      refusing(['a-2', 'b-1']),
    )
    expect(composed.shares.map(({ below, edition }) => [below, edition.supergraph])).toEqual([
      [10, 'a-1+b-1'],
      [100, 'a-1+b-1'],
    ])
    expect(composed.sandboxes.garden?.supergraph).toBe('a-3+b-1')
    expect(composed.leftOut.map(({ version: { id } }) => id)).toEqual(['a-2'])
  })
})
