import { composeServices } from '@apollo/composition'
import { Supergraph } from '@apollo/federation-internals'
import { type DocumentNode, type ExecutionResult, execute, parse, print, validate } from 'graphql'
import { readProtection } from '../../../gateway/policy/protection/read-protection.js'
import type { ProtectionRules } from '../../../gateway/policy/protection/rules.js'
import { withNulls } from '../../../gateway/policy/protection/with-nulls.js'
import { withoutForbidden } from '../../../gateway/policy/protection/without-forbidden.js'
import { anonymous, type Caller } from '../../../platform/caller/caller.js'

/** The head of a subgraph that may use everything. */
export const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@external", "@requires", "@authenticated", "@requiresScopes", "@policy", "@cost", "@listSize"
])`

export const somebody: Caller = { subject: 'somebody', roles: [], memberships: [] }

/** The supergraph of subgraphs by name. */
export function composed(subgraphs: Record<string, string>): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })),
  )
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'))
  return supergraphSdl
}

export interface Outcome {
  /** What was executed, in the form graphql-js prints it, without line breaks. */
  executed: string | null
  data: ExecutionResult['data']
  errors: readonly { message: string; path?: unknown; extensions?: unknown }[]
}

/** Answers operations over one subgraph's schema from plain objects (`__typename` says what they are). */
export function protectedGraph(sdl: string, data: object) {
  const { supergraph, rules } = readProtection(composed({ graph: `${link}\n${sdl}` }))
  const schema = Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema()

  function ask(query: string, caller: Caller = anonymous, variables: Record<string, unknown> = {}): Outcome {
    const operation = { schema, document: parsed(query), operationName: undefined, variables }
    const permitted = withoutForbidden(operation, rules, caller)
    const result = permitted.document === null ? {} : run(permitted.document, variables)
    const { data: answered, errors = [] } = withNulls(result, operation, permitted)
    return {
      executed: permitted.document && print(permitted.document).replaceAll(/\s+/g, ' '),
      data: answered as Outcome['data'],
      errors: JSON.parse(JSON.stringify(errors)),
    }
  }

  function parsed(query: string): DocumentNode {
    const document = parse(query)
    const problems = validate(schema, document)
    if (problems.length > 0) throw new Error(`${problems.join('\n')}\n${print(document)}`)
    return document
  }

  function run(document: DocumentNode, variables: Record<string, unknown>) {
    // What is left has to be an operation in its own right.
    const problems = validate(schema, document)
    if (problems.length > 0) throw new Error(`${problems.join('\n')}\n${print(document)}`)
    const result = execute({ schema, document, rootValue: data, variableValues: variables })
    return JSON.parse(JSON.stringify(result)) as { data: Record<string, unknown> | null }
  }

  return { ask, rules: rules as ProtectionRules, schema }
}
