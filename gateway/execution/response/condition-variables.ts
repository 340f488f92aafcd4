import { type DocumentNode, type VariableDefinitionNode, visit } from 'graphql'
import { conditionsOf } from '../conditions.js'

/** Names of those variables of an operation that decide what it selects. */
export function conditionVariables(
  document: DocumentNode,
  variableDefinitions: readonly VariableDefinitionNode[],
): string[] {
  const used = new Set<unknown>()
  visit(document, {
    Directive: (node) => {
      for (const { value } of conditionsOf([node])) used.add(value)
    },
  })
  return variableDefinitions.map(({ variable }) => variable.name.value).filter((name) => used.has(name))
}
