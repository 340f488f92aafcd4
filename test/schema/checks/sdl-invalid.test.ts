import { expect, test } from '@jest/globals'
import { checked, foundBy, partner } from './kit.js'

test('a schema that cannot be parsed is found with its place', async () => {
  const { findings, normalizedSdl, supergraph } = await checked('type Query {\n  cafe: \n}')
  expect(findings).toEqual([
    expect.objectContaining({ code: 'SDL_INVALID', severity: 'ERROR', line: 3, column: 1 }),
  ])
  expect({ normalizedSdl, supergraph }).toEqual({ normalizedSdl: null, supergraph: null })
})

test('a schema nested so deep that a parser would fall over it is found', async () => {
  const deep = `type Query { a: ${'['.repeat(50_000)}Int${']'.repeat(50_000)} }`
  expect(await foundBy('SDL_INVALID', deep)).toEqual(['ERROR unreadable null'])
})

test('a schema with more words than anybody writes is found', async () => {
  expect(await foundBy('SDL_INVALID', `type Query { ${'a: Int '.repeat(150_000)} }`)).toHaveLength(1)
})

test('a readable schema is not found', async () => {
  expect(await foundBy('SDL_INVALID', partner())).toEqual([])
})
