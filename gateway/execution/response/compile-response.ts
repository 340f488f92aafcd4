import {
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getOperationAST,
  Kind,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import type { OperationVariables } from '../variables.js'
import { projectionOf } from './complete-value.js'
import { conditionVariables } from './condition-variables.js'
import { isConstant } from './introspection.js'
import type { Project } from './projection.js'
import { lost, startRun } from './run.js'
import { type DecidedOperation, type Part, selectedFields } from './selection.js'
import { sizeOf } from './size.js'

/** Makes responses of one operation out of what the subgraphs have answered. */
export interface ResponseWriter {
  /** Memory it takes, approximately, in bytes. */
  readonly size: number
  /** @param data merged data of all subgraphs: more than was asked for, possibly not what the schema says */
  write(data: Readonly<Record<string, unknown>>, variables: OperationVariables['values']): WrittenResponse
}

export interface WrittenResponse {
  /** JSON text of `data`; `null` where null went up to the root. */
  text: string
  /**
   * What was null, or no value of its type, where that may not be (GraphQL specification, October 2021, 6.4.4), with
   * the code SUBGRAPH_INVALID_ANSWER; no more than 100.
   */
  errors: GraphQLFormattedError[]
}

export interface OperationToWrite {
  /** What clients see. */
  schema: GraphQLSchema
  /** Validated against it. */
  document: DocumentNode
  operationName: string | undefined
}

/** For how many combinations of its conditions' variables what is compiled of an operation is kept. */
const mostVariants = 8

/**
 * Compiles what is needed to make responses of one operation. What `@skip` and `@include` decide is decided before: it
 * is compiled for each combination of their variables when that first comes.
 */
export function compileResponse({ schema, document, operationName }: OperationToWrite): ResponseWriter {
  const node = getOperationAST(document, operationName)
  const root = node && schema.getRootType(node.operation)
  if (!node || !root) throw new TypeError('The document has no such operation of the schema')
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
  const { variableDefinitions = [], selectionSet } = node
  const part: Part = { set: selectionSet, parent: root }
  const undecided = { schema, fragments, variableDefinitions }
  const deciding = conditionVariables(document, variableDefinitions)

  const constant = deciding.length === 0 && constantText({ ...undecided, conditions: {} }, part, root)
  if (constant) return { size: 2 * constant.length, write: () => ({ text: constant, errors: [] }) }

  const variants = new LRUCache<string, Project>({ max: mostVariants })
  return {
    size: sizeOf(selectionSet, fragments) * Math.min(2 ** deciding.length, mostVariants),
    write(data, variables) {
      const decided = deciding.map((name) => [name, variables[name]] as const)
      const key = JSON.stringify(decided)
      const operation = { ...undecided, conditions: Object.fromEntries(decided) }
      const project = variants.get(key) ?? compileRoot(operation, part, root)
      variants.set(key, project)
      return written(project, data, variables)
    },
  }
}

function compileRoot(operation: DecidedOperation, part: Part, root: GraphQLObjectType): Project {
  return projectionOf(operation, { coordinate: root.name, parts: [part] }, root)
}

/** Of an operation that has the same response whatever the subgraphs say; undefined for others. */
function constantText(operation: DecidedOperation, part: Part, root: GraphQLObjectType): string | undefined {
  const isSame = selectedFields(operation, [part], root).every((field) => isConstant(operation, field))
  return isSame ? written(compileRoot(operation, part, root), {}, {}).text : undefined
}

function written(
  project: Project,
  data: Readonly<Record<string, unknown>>,
  variables: OperationVariables['values'],
): WrittenResponse {
  const run = startRun(variables)
  const projected = project(data, run)
  return { text: projected === lost ? 'null' : JSON.stringify(projected), errors: run.errors }
}
