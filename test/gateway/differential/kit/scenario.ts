import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { composeServices } from '@apollo/composition'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'
import type { SubgraphSource } from '../../../../gateway/subgraphs/subgraph-fetch.js'
import type { Faults } from './faults.js'
import { answer, type SubgraphRequest } from './subgraph.js'
import type { World, WorldSubgraph } from './world.js'

/** A small supergraph with the subgraphs behind it. */
export interface Scenario {
  /** SDL of the supergraph. */
  supergraph: string
  /** Operations that were sent to a subgraph against its schema: there may be none. */
  invalid: string[]
  /** The subgraphs, each in this process. */
  sources(faults: Faults): Record<string, SubgraphSource>
  /** What may stand for an ID. */
  ids: readonly string[]
  /** Fields no random operation asks for, since there we differ from @apollo/gateway on purpose; see deliberate.ts. */
  leftOut: readonly string[]
  /** How many decisions make up an operation at most: how large it is. */
  mostChoices: number
}

/** What `data.ts` of a scenario exports. */
type ScenarioData = World & Partial<Pick<Scenario, 'leftOut' | 'mostChoices'>>

const folder = join(import.meta.dirname, '..', 'supergraphs')

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@requires", "@provides", "@external", "@shareable", "@override", "@inaccessible", "@tag", "@interfaceObject",
  "@context", "@fromContext", "@authenticated", "@requiresScopes", "@policy"
])\n`

/** Names of all scenarios: each is a folder with SDL for each of its subgraphs, and what they know. */
export const scenarioNames = readdirSync(folder).sort()

/** @throws TypeError if its subgraphs do not compose */
export async function loadScenario(name: string): Promise<Scenario> {
  const world: ScenarioData = await import(join(folder, name, 'data.ts'))
  const parts = readdirSync(join(folder, name))
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => ({
      name: basename(file, '.graphql'),
      typeDefs: parse(link + readFileSync(join(folder, name, file), 'utf8')),
    }))
  const { supergraphSdl, errors } = composeServices(
    parts.map((part) => ({ ...part, url: 'http://address.invalid/graphql' })),
  )
  if (supergraphSdl === undefined) throw new TypeError(`${name} does not compose: ${errors?.join('; ')}`)
  const subgraphs = parts.map((part) => ({
    name: part.name,
    schema: buildSubgraphSchema(part.typeDefs),
    world,
  }))
  const invalid: string[] = []
  return {
    supergraph: supergraphSdl,
    invalid,
    ids: world.entities.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])),
    leftOut: world.leftOut ?? [],
    mostChoices: world.mostChoices ?? Number.POSITIVE_INFINITY,
    sources: (faults) =>
      Object.fromEntries(subgraphs.map((subgraph) => [subgraph.name, sourceOver(subgraph, faults, invalid)])),
  }
}

function sourceOver(subgraph: WorldSubgraph, faults: Faults, invalid: string[]): SubgraphSource {
  return {
    ask: async ({ operation: { text, lostPath }, body }) => {
      const request: SubgraphRequest = JSON.parse(body)
      if (faults.ofRequest(`${subgraph.name} ${withoutNames(text)}`)) {
        const message = `Subgraph "${subgraph.name}" did not answer.`
        return { errors: [{ message, path: lostPath, extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] }
      }
      try {
        return answer(subgraph, request, faults)
      } catch (error) {
        invalid.push(`${subgraph.name}: ${error instanceof Error ? error.message : error}, asked ${body}`)
        throw error
      }
    },
  }
}

/** Two requests are one if they differ in the operation's name only, or in what we call a required field. */
function withoutNames(operation: string): string {
  return operation.replace(/^(query|mutation) \w+/, '$1').replace(/\w+_required\d+:/g, '')
}
