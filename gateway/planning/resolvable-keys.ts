import { type ConstDirectiveNode, type DocumentNode, Kind, visit } from 'graphql'
import { argumentsOf } from '../policy/linked-features.js'

const joinType = 'join__type'

/**
 * Takes keys out of a supergraph by which a subgraph cannot be asked (`resolvable: false`), where it can be by another
 * one. The planner comes back to a subgraph, for what a field requires, by any key the subgraph has; by such a one it
 * would be asked for nothing, and what it has would be missing without an error.
 */
export function withResolvableKeys(supergraph: DocumentNode): DocumentNode {
  const kept = <Node extends { readonly directives?: readonly ConstDirectiveNode[] }>(node: Node) => {
    const directives = node.directives ?? []
    const resolvable = new Set(directives.filter(isByKey).map(graphOf))
    return {
      ...node,
      directives: directives.filter(
        (directive) => !isUnresolvable(directive) || !resolvable.has(graphOf(directive)),
      ),
    }
  }
  return visit(supergraph, {
    [Kind.OBJECT_TYPE_DEFINITION]: kept,
    [Kind.INTERFACE_TYPE_DEFINITION]: kept,
  })
}

function isByKey(directive: ConstDirectiveNode): boolean {
  return directive.name.value === joinType && 'key' in argumentsOf(directive) && !isUnresolvable(directive)
}

function isUnresolvable(directive: ConstDirectiveNode): boolean {
  return directive.name.value === joinType && argumentsOf(directive).resolvable === false
}

function graphOf(directive: ConstDirectiveNode): unknown {
  return argumentsOf(directive).graph
}
