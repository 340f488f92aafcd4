import type { QueryPlan } from '@apollo/query-planner'
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { compileFetches } from './fetches/compile-fetches.js'
import type { FetchesRequest } from './fetches/run.js'
import { compileResponse, type WrittenResponse } from './response/compile-response.js'

/** An operation ready to be executed: how the subgraphs are asked, and how the answer is made of what they say. */
export interface Program {
  /** Memory it takes, approximately, in bytes. */
  readonly size: number
  run(request: ProgramRequest): Promise<WrittenResponse>
}

export type ProgramRequest = Omit<FetchesRequest, 'data'>

export interface OperationToCompile {
  plan: QueryPlan
  /** What clients see. */
  schema: GraphQLSchema
  /** The supergraph with what clients do not see. */
  wholeSchema: GraphQLSchema
  document: DocumentNode
  operationName: string | undefined
}

/** Compiles a planned operation. */
export function compileProgram({
  plan,
  schema,
  wholeSchema,
  document,
  operationName,
}: OperationToCompile): Program {
  const fetches = compileFetches(plan, wholeSchema)
  const response = compileResponse({ schema, document, operationName })
  if (plan.node === undefined && selectsFields(document, operationName)) return unplanned
  return {
    size: fetches.size + response.size,
    run: async (request) => {
      const { data, errors } = await fetches.run({ ...request, data: {} })
      const written = response.write(data, request.variables.values)
      // What a subgraph has told already is often why something is missing; it is not told twice.
      return errors.length > 0 ? { text: written.text, errors } : written
    },
  }
}

/** The planner has plans that ask nobody where a subgraph only says that a type exists, and none has the fields of it. */
const unplanned: Program = {
  size: 0,
  run: async () => ({
    text: 'null',
    errors: [new GraphQLError('The plan of an operation that selects fields asks no subgraph')],
  }),
}

/** Whether an operation asks for anything but the schema and the names of root types. */
function selectsFields(document: DocumentNode, operationName: string | undefined): boolean {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet] as const] : [],
    ),
  )
  const inSet = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some((node) => !isLeftOut(node) && inNode(node)) ?? false
  const inNode = (node: SelectionNode): boolean => {
    if (node.kind === Kind.FIELD) return !node.name.value.startsWith('__')
    return inSet(node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node.selectionSet)
  }
  return inSet(getOperationAST(document, operationName)?.selectionSet)
}

/** Whatever the variables are; where they decide, there is a plan. */
function isLeftOut({ directives = [] }: SelectionNode): boolean {
  return directives.some(({ name, arguments: [argument] = [] }) => {
    const value = argument?.value.kind === Kind.BOOLEAN ? argument.value.value : undefined
    return (name.value === 'skip' && value === true) || (name.value === 'include' && value === false)
  })
}
