import { describe, expect, test } from '@jest/globals'
import { createCallerTokens } from '../../gateway/caller/tokens.js'
import { anonymous, type Caller } from '../../platform/caller/caller.js'
import { tokenLifetimeSeconds } from '../../platform/caller/token.js'

/** Tokens that tell how they came about, and a clock that stands still until it is moved. */
function setUp() {
  let seconds = 0
  let signatures = 0
  const tokenFor = createCallerTokens(
    async (caller, audience) => `${caller.subject} for ${audience}, signature ${++signatures}`,
    () => new Date(seconds * 1000),
  )
  return { tokenFor, moveTo: (second: number) => (seconds = second) }
}

describe('A caller token', () => {
  test('is used again for half of its life', async () => {
    const { tokenFor, moveTo } = setUp()
    const first = await tokenFor(anonymous, 'city')

    moveTo(tokenLifetimeSeconds / 2 - 1)
    expect(await tokenFor(anonymous, 'city')).toBe(first)

    moveTo(tokenLifetimeSeconds / 2)
    expect(await tokenFor(anonymous, 'city')).toBe('anonymous for city, signature 2')
  })

  test('is never one of another subgraph or another caller', async () => {
    const { tokenFor } = setUp()
    const editor: Caller = { subject: 'anonymous', roles: ['coordinator'], memberships: [] }

    expect(await tokenFor(anonymous, 'city')).toBe('anonymous for city, signature 1')
    expect(await tokenFor(anonymous, 'health')).toBe('anonymous for health, signature 2')
    expect(await tokenFor(editor, 'city')).toBe('anonymous for city, signature 3')
  })

  test('that could not be signed is not kept', async () => {
    let broken = true
    const tokenFor = createCallerTokens(
      async () => {
        if (broken) throw new TypeError('no key')
        return 'signed'
      },
      () => new Date(0),
    )
    await expect(tokenFor(anonymous, 'city')).rejects.toThrow('no key')
    broken = false
    expect(await tokenFor(anonymous, 'city')).toBe('signed')
  })
})
