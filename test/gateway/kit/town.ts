import { composeServices } from '@apollo/composition'
import { GraphQLError, parse } from 'graphql'

export interface SubgraphDefinition {
  typeDefs: string
  resolvers: Record<string, Record<string, unknown>>
}

/** The moment at which all of these tests happen. */
export const clock = () => new Date('2026-11-22T10:00:00Z')

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key"])`

const districts = [
  { id: '05370004-01', name: 'Erkelenz-Mitte' },
  { id: '05370004-02', name: 'Gerderath' },
]

const city: SubgraphDefinition = {
  typeDefs: `${link}
    type Query {
      district(id: ID!): District
      districts: [District!]!
      initiatives(first: Int! = 20, after: String): InitiativeConnection!
    }
    type Mutation { renameDistrict(id: ID!, name: String!): District }
    type District @key(fields: "id") {
      id: ID!
      name: String!
      neighbours: [District!]!
      initiatives(first: Int! = 20): InitiativeConnection!
    }
    type InitiativeConnection { totalCount: Int! edges: [InitiativeEdge!]! }
    type InitiativeEdge { node: Initiative! }
    type Initiative { title: String! district: District! }`,
  resolvers: {
    Query: {
      district: (_: unknown, { id }: { id: string }) => districts.find((district) => district.id === id),
      districts: () => districts,
      initiatives: () => ({ totalCount: 0, edges: [] }),
    },
    Mutation: {
      renameDistrict: (_: unknown, { id, name }: { id: string; name: string }) => ({ id, name }),
    },
    District: { neighbours: () => [], initiatives: () => ({ totalCount: 0, edges: [] }) },
  },
}

const mobility: SubgraphDefinition = {
  typeDefs: `${link}
    type District @key(fields: "id") { id: ID! stops: [Stop!] bikes: Int }
    type Stop { name: String! }`,
  resolvers: {
    District: {
      __resolveReference: (reference: object) => reference,
      stops: ({ id }: { id: string }) => [{ name: `Markt ${id.slice(-2)}` }],
      bikes: () => 4,
    },
  },
}

const health: SubgraphDefinition = {
  typeDefs: `${link}
    type District @key(fields: "id") { id: ID! clinic: String failing(code: String): String incomplete: String required: String! }`,
  resolvers: {
    District: {
      __resolveReference: ({ id }: { id: string }) => (id === '05370004-02' ? null : { id }),
      clinic: () => 'Hermann-Josef-Krankenhaus',
      required: () => 'is there',
      incomplete: () => {
        throw new GraphQLError('It lacks two things.', {
          extensions: {
            code: 'INCOMPLETE',
            problems: [{ path: ['title'], code: 'MISSING' }],
            current: { version: 3 },
          },
        })
      },
      failing: (_: unknown, { code }: { code?: string }) => {
        throw new GraphQLError('password of 10.1.2.3 is wrong', {
          extensions: { ...(code ? { code } : {}), http: { status: 418 }, stacktrace: ['at secret.ts'] },
        })
      },
    },
  },
}

/** Three fields of one small town; each name is one the hub's config knows. */
export const town = { city, mobility, health }

/** The supergraph of some of them, with addresses that lead nowhere: the config has the real ones. */
export function composeTown(
  parts: Record<string, SubgraphDefinition> = town,
  urls: Record<string, string> = {},
) {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(parts).map(([name, { typeDefs }]) => ({
      name,
      url: urls[name] ?? 'http://address.invalid/graphql',
      typeDefs: parse(typeDefs),
    })),
  )
  if (supergraphSdl === undefined) throw new TypeError(`The town does not compose: ${errors?.join('; ')}`)
  return supergraphSdl
}
