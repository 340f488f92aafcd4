import type { FetchNode } from '@apollo/query-planner'
import { fetchOperation, type SubgraphFetch } from '../../subgraphs/subgraph-fetch.js'
import type { OperationVariables } from '../variables.js'
import { ownValue } from './object-value.js'

/** What a request asks about. */
export interface RequestedEntities {
  /** JSON texts of their representations. */
  texts: readonly string[]
  types: readonly string[]
}

/** Makes requests of one fetch, ready to be sent. */
export type MakeRequest = (
  sent: OperationVariables['sent'],
  more?: {
    entities?: RequestedEntities | undefined
    /** Variables that clients do not know. */
    contextual?: Readonly<Record<string, unknown>>
  },
) => SubgraphFetch

/** Everything of a request's body that is always the same is written once. */
export function compileRequest({
  operation: text,
  operationName,
  variableUsages = [],
}: FetchNode): MakeRequest {
  const operation = fetchOperation(text)
  const named = operationName === undefined ? '' : `,"operationName":${JSON.stringify(operationName)}`
  const start = `{"query":${JSON.stringify(text)}${named},"variables":{`
  const usages = variableUsages.map((name) => ({ name, start: `${JSON.stringify(name)}:` }))
  return (sent, { entities, contextual = {} } = {}) => {
    const variables: Record<string, unknown> = {}
    const texts: string[] = []
    for (const { name, start } of usages) {
      const value = ownValue(Object.hasOwn(contextual, name) ? contextual : sent, name)
      if (value === undefined) continue
      variables[name] = value
      texts.push(start + JSON.stringify(value))
    }
    if (entities) texts.push(`"representations":[${entities.texts.join(',')}]`)
    return { operation, body: `${start}${texts.join(',')}}}`, variables, entityTypes: entities?.types }
  }
}
