import { type GraphQLSchema, parse, validate } from 'graphql'
import { apiSchemaOf } from '../../../../schema/checks/compose-with-others.js'

/** Operations to look at, with the supergraph they are to be asked of, as SDL. */
export interface OperationsToValidate {
  supergraph: string
  texts: readonly string[]
}

/** What is wrong with an operation: where it stands in the list, and the first thing that is. */
export interface InvalidOperation {
  index: number
  message: string
}

// The schema of a graph takes longer to build than all its operations to validate, and changes seldom.
let last: { supergraph: string; schema: GraphQLSchema } | undefined

/** Looks which of some operations a graph would refuse. For the registry's thread: it may take seconds. */
export function validateOperations({ supergraph, texts }: OperationsToValidate): InvalidOperation[] {
  if (last?.supergraph !== supergraph) last = { supergraph, schema: apiSchemaOf(supergraph) }
  const { schema } = last
  return texts.flatMap((text, index) => {
    const [error] = validate(schema, parse(text), undefined, { maxErrors: 1 })
    return error === undefined ? [] : [{ index, message: error.message }]
  })
}
