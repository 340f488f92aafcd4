import {
  GraphQLList,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLUnionType,
  isObjectType,
} from 'graphql'

/** By which a gateway asks for entities (Apollo Federation's subgraph specification). */
export const entitiesField = '_entities'

const entitiesTypes = new WeakMap<GraphQLSchema, GraphQLOutputType>()

/** `[_Entity]!`, which subgraph schemas read from a supergraph may leave out; with every type, for keys are not known. */
export function entitiesType(schema: GraphQLSchema): GraphQLOutputType {
  const known = entitiesTypes.get(schema)
  if (known) return known
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
  )
  const made = new GraphQLNonNull(new GraphQLList(new GraphQLUnionType({ name: '_Entity', types })))
  entitiesTypes.set(schema, made)
  return made
}
