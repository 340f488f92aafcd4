import { expect, test } from '@jest/globals'
import { foundBy, link, partner } from './kit.js'

const district = (directive: string) => `
  type Query { a: Int }
  type District @key(fields: "id") { id: ID! name: String! ${directive} }`

test('taking a field from another subgraph is found', async () => {
  expect(
    await foundBy('OVERRIDE_OF_OTHERS', link('@override') + district('@override(from: "city")')),
  ).toEqual(['ERROR taken District.name'])
})

test('taking it under another name of the directive is found', async () => {
  const renamed = link('@key').replace('"@shareable"', '{ name: "@override", as: "@mine" }')
  expect(await foundBy('OVERRIDE_OF_OTHERS', renamed + district('@mine(from: "city")'))).toHaveLength(1)
  const namespaced = link() + district('@federation__override(from: "city")')
  expect(await foundBy('OVERRIDE_OF_OTHERS', namespaced)).toHaveLength(1)
})

test('taking nothing is not found', async () => {
  expect(await foundBy('OVERRIDE_OF_OTHERS', partner())).toEqual([])
})
