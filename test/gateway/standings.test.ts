import { describe, expect, test } from '@jest/globals'
import { createStandings } from '../../gateway/caller/standings.js'
import type { Credential, Standing, StandingChange } from '../../platform/caller/standing.js'
import { standingOf } from './kit/identity.js'
import { clock as start } from './kit/town.js'

const anna: Credential = { kind: 'cookie', value: 'of anna' }
const bert: Credential = { kind: 'cookie', value: 'of bert' }
const key: Credential = { kind: 'key', value: 'bg_abcdefgh_x' }

const ofAnna = standingOf('anna', {
  caller: { subject: 'anna', roles: [], memberships: [{ organization: 'verein', role: 'MEMBER' }] },
})
const ofBert = standingOf('bert')
const ofKey = standingOf('key:1', { session: null, key: '1' })

/** Standings over an identity that answers when it is told to, a clock that is moved, and a stream that has begun. */
function setUp({ kept = 10, heard = true }: { kept?: number; heard?: boolean } = {}) {
  let moment = start().getTime()
  const asked: string[] = []
  const waiting: (() => void)[] = []
  const worth = new Map<string, Standing | Error | null>([
    [anna.value, ofAnna],
    [bert.value, ofBert],
    [key.value, ofKey],
  ])
  let held = false
  const standings = createStandings({
    kept,
    clock: () => new Date(moment),
    lookUp: async ({ value }) => {
      asked.push(value)
      // Identity reads when it is asked; how long the answer takes is another matter.
      const standing = worth.get(value) ?? null
      if (held) await new Promise<void>((resolve) => waiting.push(resolve))
      if (standing instanceof Error) throw standing
      return standing
    },
  })
  if (heard) standings.hear({ kind: 'start' })
  return {
    standings,
    asked,
    worth,
    wait: (ms: number) => (moment += ms),
    hold: () => (held = true),
    release: () => {
      held = false
      for (const resolve of waiting.splice(0)) resolve()
    },
  }
}

describe('A standing', () => {
  test('is asked for once, and kept for its credential only', async () => {
    const { standings, asked } = setUp()
    expect(await standings.of(anna)).toEqual(ofAnna)
    expect(await standings.of(anna)).toEqual(ofAnna)
    expect(await standings.of({ ...anna, kind: 'session' })).toEqual(ofAnna)
    expect(asked).toEqual([anna.value, anna.value])
  })

  test('is asked for once by many requests at the same time', async () => {
    const { standings, asked, hold, release } = setUp()
    hold()
    const answers = Promise.all(Array.from({ length: 50 }, () => standings.of(anna)))
    release()
    expect(new Set(await answers)).toEqual(new Set([ofAnna]))
    expect(asked).toHaveLength(1)
  })

  test('ends with its session, to the millisecond', async () => {
    const { standings, asked, worth, wait } = setUp()
    worth.set(anna.value, { ...ofAnna, expiresAt: new Date(start().getTime() + 2_000).toISOString() })
    await standings.of(anna)
    worth.set(anna.value, null)
    wait(1_999)
    expect(await standings.of(anna)).not.toBeNull()
    wait(1)
    expect(await standings.of(anna)).toBeNull()
    expect(asked).toHaveLength(2)
  })

  test('is asked for again after a minute, so that identity knows a key is in use', async () => {
    const { standings, asked, wait } = setUp()
    await standings.of(key)
    for (let second = 0; second < 60; second++) {
      wait(1_000)
      standings.hear({ kind: 'alive' })
      await standings.of(key)
    }
    expect(asked).toHaveLength(2)
  })

  test('of a credential that is worth nothing is kept for two seconds', async () => {
    const { standings, asked, wait } = setUp()
    const unknown: Credential = { kind: 'key', value: 'bg_unknown' }
    expect(await standings.of(unknown)).toBeNull()
    wait(1_999)
    expect(await standings.of(unknown)).toBeNull()
    expect(asked).toHaveLength(1)
    wait(1)
    expect(await standings.of(unknown)).toBeNull()
    expect(asked).toHaveLength(2)
  })

  test('that could not be asked for is the failure of those who asked, and of nobody after them', async () => {
    const { standings, worth } = setUp()
    worth.set(anna.value, new Error('away'))
    await expect(standings.of(anna)).rejects.toThrow('away')
    worth.set(anna.value, ofAnna)
    expect(await standings.of(anna)).toEqual(ofAnna)
  })

  test('of one more than are kept costs a look-up, and guesses push nobody out', async () => {
    const { standings, asked } = setUp({ kept: 2 })
    for (const credential of [anna, bert, key]) await standings.of(credential)
    for (let guess = 0; guess < 20; guess++) await standings.of({ kind: 'key', value: `bg_${guess}` })
    asked.length = 0
    expect(await standings.of(key)).toEqual(ofKey)
    expect(await standings.of(bert)).toEqual(ofBert)
    expect(asked).toEqual([])
    expect(await standings.of(anna)).toEqual(ofAnna)
    expect(asked).toEqual([anna.value])
  })
})

describe('A change', () => {
  test.each<[StandingChange, string[]]>([
    [{ kind: 'account', id: 'anna' }, [anna.value]],
    [{ kind: 'session', id: 'session of bert' }, [bert.value]],
    [{ kind: 'key', id: '1' }, [key.value]],
    [{ kind: 'organization', id: 'verein' }, [anna.value]],
    [{ kind: 'account', id: 'somebody else' }, []],
    [{ kind: 'alive' }, []],
    [{ kind: 'start' }, [anna.value, bert.value, key.value]],
  ])('%j ends what it touches and nothing else', async (change, expected) => {
    const { standings, asked } = setUp()
    for (const credential of [anna, bert, key]) await standings.of(credential)
    asked.length = 0
    standings.hear(change)
    for (const credential of [anna, bert, key]) await standings.of(credential)
    expect(asked).toEqual(expected)
  })

  test('ends that a credential is known to be worth nothing', async () => {
    const { standings, worth } = setUp()
    worth.set(anna.value, null)
    expect(await standings.of(anna)).toBeNull()
    worth.set(anna.value, ofAnna)
    standings.hear({ kind: 'account', id: 'anna' })
    expect(await standings.of(anna)).toEqual(ofAnna)
  })

  test.each<StandingChange>([{ kind: 'session', id: 'session of anna' }, { kind: 'start' }])(
    '%j during a look-up lets nobody join it, and nothing of it is kept',
    async (change) => {
      const { standings, worth, hold, release } = setUp()
      hold()
      const before = standings.of(anna)
      worth.set(anna.value, null)
      standings.hear(change)
      const after = standings.of(anna)
      release()
      expect(await before).toEqual(ofAnna)
      expect(await after).toBeNull()
      expect(await standings.of(anna)).toBeNull()
    },
  )
})

describe('Forgetting', () => {
  test('lets the next request see what has become of the caller, even during a look-up', async () => {
    const { standings, worth, asked, hold, release } = setUp()
    await standings.of(bert)
    hold()
    const before = standings.of(anna)
    worth.set(anna.value, ofBert)
    standings.forget(anna)
    release()
    await before
    expect(await standings.of(anna)).toEqual(ofBert)
    asked.length = 0
    await standings.of(bert)
    expect(asked).toEqual([])
  })
})

describe('When identity is silent', () => {
  test('for four seconds, nothing that is kept is believed', async () => {
    const { standings, worth, asked, wait } = setUp()
    await standings.of(anna)
    worth.set(anna.value, null)
    wait(3_999)
    expect(await standings.of(anna)).toEqual(ofAnna)
    expect(asked).toHaveLength(1)
    wait(1)
    expect(await standings.of(anna)).toBeNull()
    expect(await standings.of(anna)).toBeNull()
    expect(asked).toHaveLength(3)
  })

  test('and does not answer either, that is said', async () => {
    const { standings, worth, wait } = setUp()
    await standings.of(anna)
    worth.set(anna.value, new Error('away'))
    wait(4_000)
    await expect(standings.of(anna)).rejects.toThrow('away')
  })

  test('before the stream has begun, each one is asked for', async () => {
    const { standings, asked } = setUp({ heard: false })
    await standings.of(anna)
    await standings.of(anna)
    expect(asked).toHaveLength(2)
  })

  test('as far as can be said, for the clock was set back, nothing that is kept is believed', async () => {
    const { standings, asked, wait } = setUp()
    await standings.of(anna)
    wait(-1)
    await standings.of(anna)
    expect(asked).toHaveLength(2)
  })
})
