import { expect, test } from '@jest/globals'
import { foundBy, partner } from './kit.js'

test('names formed unlike the others are found as warnings', async () => {
  const sdl = partner(`"A." type repair_tool { "B." Weight_kg(in_kg: Boolean): Int }
    "C." enum State { open CLOSED ON_REQUEST } input Filter { by_name: String }`)
  expect(await foundBy('NAMING', sdl)).toEqual([
    'WARNING type repair_tool',
    'WARNING field repair_tool.Weight_kg',
    'WARNING field repair_tool.Weight_kg(in_kg:)',
    'WARNING value State.open',
    'WARNING field Filter.by_name',
  ])
})

test('names formed like the others are not found', async () => {
  expect(await foundBy('NAMING', partner('"A." enum State { OPEN A1_B2 }'))).toEqual([])
})
