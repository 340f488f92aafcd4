import { describe, expect, test } from '@jest/globals'
import { composeSupergraph, type SubgraphContract } from '../../../../schema/compose.js'
import { inThread } from '../../../../services/city/registry/composition/in-thread.js'
import { schemaOf } from './kit.js'

const contract = (name: string, sdl: string): SubgraphContract => ({
  name,
  url: `https://${name}.example`,
  sdl,
})
const tools = contract('tools', schemaOf('Tool'))
const books = contract('books', schemaOf('Book'))

describe('composing in the registry’s thread', () => {
  test('gives what composing gives, for any number who ask at the same time, in whatever order', async () => {
    const [one, other, alone] = await Promise.all([
      inThread('compose', [tools, books]),
      inThread('compose', [books, tools]),
      inThread('compose', [tools]),
    ])
    expect(one).toEqual({ supergraph: composeSupergraph([tools, books]) })
    expect(other).toEqual(one)
    expect(alone).toEqual({ supergraph: composeSupergraph([tools]) })
  })

  test('says what stands in the way, and where', async () => {
    const clashing = contract('books', schemaOf('Tool').replace('title: String', 'title: Int'))
    const composed = await inThread('compose', [tools, clashing])
    expect(composed).toEqual({
      problems: [
        expect.objectContaining({
          message: expect.stringContaining('Tool.title'),
          places: expect.arrayContaining([{ subgraph: 'books', line: 7, column: 3 }]),
        }),
        expect.anything(),
        expect.anything(),
      ],
    })
  })

  test('fails by itself for what cannot be read, and goes on with the next order', async () => {
    const failing = inThread('compose', [contract('books', 'type {')])
    const next = inThread('compose', [tools])
    await expect(failing).rejects.toMatchObject({ name: 'ThreadFailure', code: 'FAILED' })
    expect(await next).toEqual({ supergraph: composeSupergraph([tools]) })
  })

  test('ends when whoever asked gives up, and goes on with the next order', async () => {
    const given = new AbortController()
    const reason = new Error('given up')
    const aborted = inThread('compose', [tools, books], given.signal)
    const next = inThread('compose', [tools])
    setTimeout(() => given.abort(reason), 1)
    await expect(aborted).rejects.toBe(reason)
    expect(await next).toEqual({ supergraph: composeSupergraph([tools]) })
    await expect(inThread('compose', [tools], given.signal)).rejects.toBe(reason)
  })

  test('refuses more than can be waited for', async () => {
    const asked = Array.from({ length: 34 }, () => inThread('compose', [tools]))
    const outcomes = await Promise.allSettled(asked)
    const refused = outcomes.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(2)
    expect(refused[0]).toMatchObject({ reason: { code: 'TOO_MANY_REQUESTS' } })
  })
})
