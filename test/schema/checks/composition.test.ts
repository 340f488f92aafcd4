import { expect, test } from '@jest/globals'
import { checked, foundBy, partner } from './kit.js'

test('what does not compose is found with its place in the partner’s SDL', async () => {
  const { findings, supergraph } = await checked(partner('type District @key(fields: "id") { id: Int! }'))
  expect(supergraph).toBeNull()
  expect(findings.filter(({ code }) => code === 'COMPOSITION')).toEqual([
    expect.objectContaining({
      severity: 'ERROR',
      coordinate: 'District.id',
      line: 5,
      column: 36,
      params: { code: 'FIELD_TYPE_MISMATCH', problem: expect.stringContaining('District.id') },
    }),
  ])
})

test('what is no subgraph by itself is found', async () => {
  const sdl = partner('type Chair @key(fields: "number") { id: ID! }')
  expect(await foundBy('COMPOSITION', sdl)).toEqual(['ERROR failed Chair'])
})

test('what binds the gateway to a feature it does not know is found', async () => {
  const sdl = partner(
    `type Room @key(fields: "id") @context(name: "room") { id: ID! size: Int chair: Chair }
     type Chair @key(fields: "id") { id: ID! fits(size: Int @fromContext(field: "$room { size }")): Boolean }`,
    'room(id: ID!): Room cafe: Cafe',
    ['@context', '@fromContext'],
  )
  const { findings } = await checked(sdl)
  expect(findings.filter(({ code }) => code === 'COMPOSITION')).toEqual([
    expect.objectContaining({
      params: expect.objectContaining({ problem: expect.stringContaining('context/v0.1') }),
    }),
  ])
})

test('what composes is not found, and gives a supergraph with all of them', async () => {
  const { findings, supergraph } = await checked(partner())
  expect(findings).toEqual([])
  expect(supergraph).toContain('CAFES @join__graph(name: "cafes"')
  expect(supergraph).toContain('LIBRARY @join__graph')
})
