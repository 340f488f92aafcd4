import { describe, expect, test } from '@jest/globals'
import { buildSchema, getOperationAST, parse } from 'graphql'
import { costOf } from '../../gateway/policy/cost.js'
import { noWeights } from '../../gateway/policy/cost-weights.js'
import { measure } from '../../gateway/policy/measure.js'
import { parseConfig } from '../../platform/config/config.js'

/** The query this system exists for, and of the graph what it needs. */
const page = `query DistrictPage($id: ID!) {
  district(id: $id) {
    name population { residents asOf source } places { name location { lat lon } }
    initiatives(first: 5) { totalCount edges { node {
      id title field status organization { name } analogAccess { kind value hours }
    } } }
    courses(first: 3) { edges { node { title skills startsAt provider } } }
    stops(first: 3) { edges { node { name departures(first: 3) { line headsign at } } } }
    sharingStations(first: 2) { edges { node { name vehiclesAvailable reportedAt } } }
    healthServices(first: 3) { edges { node { name specialties site { name address } } } }
    events(first: 3) { edges { node { title startsAt location { lat lon } } } }
    stations(first: 2) { edges { node { name datastreams { observedProperty unit latest { value at } } } } }
  }
}`

const nodes = {
  Initiative: 'id: ID! title: String field: String status: String organization: Place analogAccess: [Way!]',
  Course: 'title: String skills: [String!] startsAt: String provider: String',
  Stop: 'name: String departures(first: Int! = 5): [Departure!]',
  SharingStation: 'name: String vehiclesAvailable: Int reportedAt: String',
  HealthService: 'name: String specialties: [String!] site: Place',
  Event: 'title: String startsAt: String location: Point',
  Station: 'name: String datastreams: [Datastream!]',
}

const schema = buildSchema(`
  type Query { district(id: ID!): District }
  type District {
    name: String population: Population places: [Place!]
    ${Object.keys(nodes)
      .map((name) => `${name[0]?.toLowerCase()}${name.slice(1)}s(first: Int! = 20): ${name}Connection`)
      .join(' ')}
  }
  type Population { residents: Int asOf: String source: String }
  type Place { name: String address: String location: Point }
  type Point { lat: Float lon: Float }
  type Way { kind: String value: String hours: String }
  type Departure { line: String headsign: String at: String }
  type Datastream { observedProperty: String unit: String latest: Observation }
  type Observation { value: Float at: String }
  ${Object.entries(nodes)
    .map(
      ([name, fields]) => `
  type ${name} { ${fields} }
  type ${name}Edge { node: ${name} }
  type ${name}Connection { totalCount: Int edges: [${name}Edge!] }`,
    )
    .join('')}
`)

const { limits } = parseConfig({}).gateway

function costOfPage(query: string): number {
  const variables = { id: '05370004-01' }
  return costOf({ schema, document: parse(query), operationName: undefined, variables }, noWeights)
}

describe('The district page', () => {
  test('is within the default limits of depth and aliases', () => {
    const operation = getOperationAST(parse(page))
    if (!operation) throw new TypeError('The page is one operation')
    expect(measure(operation, new Map())).toEqual({ depth: 7, aliases: 0 })
    expect(limits.maxDepth).toBeGreaterThanOrEqual(7)
  })

  test('costs what it may return in objects, far below the default limit', () => {
    // District 1, population 1, 10 places with their points 20; 5 initiatives 1 + 5 * 13; 3 courses 7;
    // 3 stops 1 + 3 * 5; 2 sharing stations 5; 3 health services 10; 3 events 10; 2 stations 1 + 2 * 22.
    expect(costOfPage(page)).toBe(1 + 1 + 20 + 66 + 7 + 16 + 5 + 10 + 10 + 45)
    expect(limits.maxCost).toBeGreaterThan(10 * costOfPage(page))
  })

  test('is still within them with pages of fifty, and not with pages of a thousand', () => {
    const pagesOf = (size: number) => page.replaceAll(/first: \d+/g, `first: ${size}`)
    expect(costOfPage(pagesOf(50))).toBeLessThan(limits.maxCost)
    expect(costOfPage(pagesOf(1_000))).toBeGreaterThan(limits.maxCost)
  })
})
