import { readFile } from 'node:fs/promises'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { expect, test } from '@jest/globals'
import DataLoader from 'dataloader'
import { graphql, parse } from 'graphql'
import { projectFile } from '../../platform/project-files.js'
import { partnerSchemaFile } from '../kit/partner-subgraph.js'

type Lookup = (keys: readonly string[]) => Promise<unknown[]>

// A package of its own, without types: it is loaded by its address, as a stranger would load it.
const { resolvers } = await import(projectFile('examples/partner-subgraph/resolvers.js').href)
const { cafesByIds, cafesByDistricts } = await import(projectFile('examples/partner-subgraph/cafes.js').href)

test('many references and their lists are one look-up each', async () => {
  const lookups: string[] = []
  const counted = (name: string, lookup: Lookup) =>
    new DataLoader(async (keys: readonly string[]) => {
      lookups.push(`${name} of ${keys.length}`)
      return lookup(keys)
    })
  const districts = Array.from({ length: 9 }, (_, index) => ({
    __typename: 'District',
    id: `05370004-0${index + 1}`,
  }))
  const cafes = ['market', 'bike-kitchen', 'unknown'].map((id) => ({ __typename: 'RepairCafe', id }))
  const typeDefs = parse(await readFile(partnerSchemaFile, 'utf8'))
  const { errors, data } = await graphql({
    schema: buildSubgraphSchema([{ typeDefs, resolvers }]),
    source: `query ($all: [_Any!]!) { _entities(representations: $all) {
      ... on District { repairCafes(first: 1) { edges { node { name } } } } ... on RepairCafe { name } } }`,
    variableValues: { all: [...districts, ...cafes] },
    contextValue: {
      cafe: counted('cafés', cafesByIds),
      cafesOf: counted('districts', cafesByDistricts),
    },
  })
  expect(errors).toBeUndefined()
  expect(data?._entities).toHaveLength(12)
  expect(lookups.toSorted()).toEqual(['cafés of 3', 'districts of 9'])
})
