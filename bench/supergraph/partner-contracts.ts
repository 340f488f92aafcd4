import type { SubgraphContract } from '../../schema/compose.js'

/** As many partners as are wanted, each with an entity of its own, a root field, and a field for every district. */
export function partnerContracts(count: number): SubgraphContract[] {
  return Array.from({ length: count }, (_, number) => ({
    name: `partner-${number}`,
    url: `https://partner-${number}.example/graphql`,
    sdl: contract(number),
  }))
}

function contract(number: number): string {
  const type = `Thing${number}`
  return `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

"Something of partner ${number}."
type ${type} @key(fields: "id") {
  id: ID!
  "What it is called."
  name: String
  "When it was last looked at."
  seenAt: String
  "Where it is."
  district: District
}

"A page of things of partner ${number}."
type ${type}Connection {
  nodes: [${type}!]
  endCursor: String
}

type District @key(fields: "id") {
  id: ID!
  "What partner ${number} has there."
  things${number}(first: Int = 20, after: String): ${type}Connection
}

type Query {
  "One thing of partner ${number}."
  thing${number}(id: ID!): ${type}
  "All things of partner ${number}."
  things${number}(first: Int = 20, after: String): ${type}Connection
}
`
}
