import { buildSubgraphSchema } from '@apollo/subgraph'
import { getResolversFromSchema, printSchemaWithDirectives } from '@graphql-tools/utils'
import { type GraphQLSchema, isObjectType, parse } from 'graphql'
import { type BuildSchemaOptions, buildSchemaSync } from 'type-graphql'
import { type DeclaredAccess, guardFields } from './access.js'
import type { BatchFunction, SubgraphContext } from './context.js'

/** Finds the entities of one type that stand behind a list of keys, with one look-up; null where there is none. */
export type ReferenceResolver = BatchFunction<string, null, object | null>

/** For entities another subgraph owns: believes the reference, for only the owner can tell whether it exists. */
export const asReferred: ReferenceResolver = async (ids) => ids.map((id) => ({ id }))

export interface SubgraphDefinition {
  /** type-graphql resolver classes. */
  resolvers: BuildSchemaOptions['resolvers']
  /** Types no field leads to, such as entities this subgraph only adds fields to. */
  types?: BuildSchemaOptions['orphanedTypes']
  /** For each entity type with the key `id`: how references to it are resolved. */
  references: Record<string, ReferenceResolver>
}

export interface Subgraph {
  schema: GraphQLSchema
  /** The subgraph's contract: Federation 2 SDL as it is committed and composed. */
  sdl: string
  /** Every rule about who may use a field. */
  access: readonly DeclaredAccess[]
}

/** The directives our subgraphs use; the version is the newest all Apollo packages in use understand. */
const federationLink = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key", "@shareable", "@external", "@tag"])`

/**
 * Turns type-graphql classes into a Federation 2 subgraph.
 * References are resolved in batches: all of one type in a request cost one call of its reference resolver.
 */
export function buildSubgraph({ resolvers, types = [], references }: SubgraphDefinition): Subgraph {
  const plain = buildSchemaSync({
    resolvers,
    orphanedTypes: types,
    // The federation directives are not known to a plain schema; composition checks the result.
    skipCheck: true,
    // Arguments are checked by GraphQL's types and by each resolver's own rules.
    validate: false,
  })
  const access = guardFields(plain)
  const sdl = `${federationLink}\n\n${printSchemaWithDirectives(plain)}\n`
  const resolverMap = getResolversFromSchema(plain, true) as Record<string, Record<string, unknown>>
  for (const [typeName, resolve] of Object.entries(references)) {
    if (!isObjectType(plain.getType(typeName)))
      throw new TypeError(`No type ${typeName} to resolve references of`)
    resolverMap[typeName] = { ...resolverMap[typeName], __resolveReference: resolveReference(resolve) }
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolverMap as never }])
  return { schema, sdl, access }
}

function resolveReference(resolve: ReferenceResolver) {
  return ({ id }: { id: string }, context: SubgraphContext) => context.load(resolve, null, id)
}
