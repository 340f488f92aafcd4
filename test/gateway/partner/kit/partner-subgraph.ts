import { GraphQLError } from 'graphql'
import type { SubgraphDefinition } from '../../kit/town.js'

const cafe = {
  ...{ __typename: 'Cafe', id: 'c1', name: 'Am Markt', kind: 'QUIET', tags: ['cake', 'tea'], seats: 12 },
  ...{ rating: 4.5, hours: [[8, 18], null], extra: { wifi: [true, null] }, founded: '1999-01-01' },
}
const park = { __typename: 'Park', id: 'p1', name: 'Ziegelweiherpark', area: 3.25 }

/** A partner's subgraph that uses much of what GraphQL and Federation have. */
export const cafes: SubgraphDefinition = {
  typeDefs: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key", "@external", "@requires", "@shareable", "@interfaceObject"])
    type Query { cafe(id: ID!): Cafe places: [Place!] anything: [Anything] }
    type Mutation { openCafe(id: ID!): Cafe }
    type District @key(fields: "id") {
      id: ID!
      name: String! @external
      greeting: String @requires(fields: "name")
      cafes(first: Int = 10): [Cafe!]
      places: [Place]
      patron: Person!
      broken: Int
    }
    interface Place { id: ID! name: String }
    type Cafe implements Place @key(fields: "id") {
      id: ID! name: String kind: Kind tags: [String!] seats: Int rating: Float hours: [[Int]] extra: JSON founded: Date district: District
    }
    type Park implements Place @key(fields: "id") { id: ID! name: String area: Float }
    type Event @key(fields: "id") @interfaceObject { id: ID! caterer: Cafe guests: Int! }
    type Person { name: String! }
    union Anything = Cafe | Park | Person
    enum Kind { QUIET LOUD }
    scalar JSON
    scalar Date`,
  resolvers: {
    Query: {
      cafe: () => cafe,
      places: () => [cafe, park],
      anything: () => [cafe, park, { __typename: 'Person', name: 'Ada' }, null],
    },
    Mutation: { openCafe: (_: unknown, { id }: { id: string }) => ({ ...cafe, id }) },
    Place: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    Anything: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    Cafe: { __resolveReference: () => cafe, district: () => ({ id: '05370004-02' }) },
    Park: { __resolveReference: () => park },
    Event: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      caterer: () => cafe,
      guests: () => 40,
    },
    District: {
      __resolveReference: (reference: { id: string }) => reference,
      greeting: ({ name }: { name: string }) => `Willkommen in ${name}!`,
      cafes: () => [cafe],
      places: () => [park, cafe, null],
      patron: () => ({ name: 'Ada' }),
      broken: () => {
        throw new GraphQLError('The scales are broken.', { extensions: { code: 'BROKEN' } })
      },
    },
  },
}

/** The hub's own subgraph beside it. */
export const own: SubgraphDefinition = {
  typeDefs: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key"])
    type Query { district(id: ID!): District districts: [District!]! events: [Event!] }
    type District @key(fields: "id") { id: ID! name: String! }
    interface Event @key(fields: "id") { id: ID! title: String }
    type Concert implements Event @key(fields: "id") { id: ID! title: String band: String }
    type Market implements Event @key(fields: "id") { id: ID! title: String }`,
  resolvers: {
    Query: {
      district: (_: unknown, { id }: { id: string }) => ({ id, name: 'Erkelenz-Mitte' }),
      districts: () => [
        { id: '05370004-01', name: 'Erkelenz-Mitte' },
        { id: '05370004-02', name: 'Gerderath' },
      ],
      events: () => [
        { __typename: 'Concert', id: 'e1', title: 'Sommerklang', band: 'Die Beispiele' },
        { __typename: 'Market', id: 'e2', title: 'Wochenmarkt' },
      ],
    },
    District: {
      __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Erkelenz-Mitte' }),
    },
    Event: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    Concert: { __resolveReference: ({ id }: { id: string }) => ({ id, title: 'Sommerklang' }) },
    Market: { __resolveReference: ({ id }: { id: string }) => ({ id, title: 'Wochenmarkt' }) },
  },
}
