import { shouldIncludeNode } from '@graphql-tools/utils'
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { fieldOf } from '../field-of.js'
import type { ReadOperation } from '../operation.js'
import { judgeField } from './judge-field.js'
import type { ForbiddenField, Step } from './permitted.js'
import type { Rights } from './rights.js'
import type { ProtectionRules } from './rules.js'
import { narrowed, type Scope, scopeOf } from './scope.js'

export interface Narrowing {
  schema: GraphQLSchema
  operation: ReadOperation
  rules: ProtectionRules
  rights: Rights
  /** Name in the response under which types of objects are asked for. */
  typeKey: string
}

type Fragment = InlineFragmentNode | FragmentDefinitionNode

/**
 * Takes the fields out of an operation that its caller may not see. Fragments are written out where they are spread,
 * for what is forbidden in one depends on where that is; what `@skip` and `@include` leave out goes too.
 *
 * @returns what is left at the root, and what was taken out
 */
export function narrowOperation({ schema, operation, rules, rights, typeKey }: Narrowing) {
  const { definition, rootType, fragments, variables } = operation
  const forbidden: ForbiddenField[] = []

  function ofSelections(set: SelectionSetNode, scope: Scope, path: readonly Step[]): SelectionNode[] {
    return set.selections
      .filter((node) => shouldIncludeNode(variables, node))
      .flatMap((node) => {
        if (node.kind === Kind.FIELD) return ofField(node, scope, path) ?? []
        return ofFragment(node, scope, path) ?? []
      })
  }

  function ofFragment(
    node: InlineFragmentNode | FragmentSpreadNode,
    scope: Scope,
    path: readonly Step[],
  ): SelectionNode | undefined {
    const fragment = fragmentAt(node)
    const inner = fragment && narrowed(schema, scope, fragment.typeCondition?.name.value)
    const selections = inner ? ofSelections(fragment.selectionSet, inner, path) : []
    if (fragment === undefined || selections.length === 0) return undefined
    return {
      kind: Kind.INLINE_FRAGMENT,
      ...(fragment.typeCondition ? { typeCondition: fragment.typeCondition } : {}),
      ...(node.directives ? { directives: node.directives } : {}),
      selectionSet: { kind: Kind.SELECTION_SET, selections },
    }
  }

  function ofField(node: FieldNode, scope: Scope, path: readonly Step[]): FieldNode | undefined {
    const target = getNamedType(fieldOf(scope.type, node.name.value).type)
    const inner = isCompositeType(target) ? scopeOf(schema, target) : undefined
    const steps = [...path, { key: (node.alias ?? node.name).value, types: scope.types }]
    const exposed = new Set(inner && node.selectionSet ? exposedTypes(node.selectionSet, inner) : [])
    const refusal = judgeField({ node, scope, leadsTo: target.name, exposed }, rules, rights)
    if (refusal) {
      forbidden.push({ path: steps, ...refusal })
      return undefined
    }
    if (inner === undefined || node.selectionSet === undefined) return node
    const before = forbidden.length
    const selections = ofSelections(node.selectionSet, inner, steps)
    if (forbidden.length > before && (isAbstractType(target) || selections.length === 0)) {
      selections.unshift(typeName(typeKey))
    }
    // All of it is left out by directives, which is to be said again, for a field of objects must select something.
    if (selections.length === 0) selections.push(leftOut)
    return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } }
  }

  /** Types of which fields are asked for in an interface or union itself, not in a fragment on the type. */
  function* exposedTypes(set: SelectionSetNode, scope: Scope): Generator<string> {
    if (!isAbstractType(scope.type)) return
    for (const node of set.selections) {
      if (!shouldIncludeNode(variables, node)) continue
      if (node.kind === Kind.FIELD) {
        if (node.name.value !== '__typename') yield* scope.types
        continue
      }
      const fragment = fragmentAt(node)
      const inner = fragment && narrowed(schema, scope, fragment.typeCondition?.name.value)
      if (inner) yield* exposedTypes(fragment.selectionSet, inner)
    }
  }

  function fragmentAt(node: InlineFragmentNode | FragmentSpreadNode): Fragment | undefined {
    return node.kind === Kind.INLINE_FRAGMENT ? node : fragments[node.name.value]
  }

  return { selections: ofSelections(definition.selectionSet, scopeOf(schema, rootType), []), forbidden }
}

function typeName(key: string): FieldNode {
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: '__typename' },
    ...(key === '__typename' ? {} : { alias: { kind: Kind.NAME, value: key } }),
  }
}

/** `__typename @skip(if: true)` */
const leftOut: FieldNode = {
  ...typeName('__typename'),
  directives: [
    {
      kind: Kind.DIRECTIVE,
      name: { kind: Kind.NAME, value: 'skip' },
      arguments: [
        {
          kind: Kind.ARGUMENT,
          name: { kind: Kind.NAME, value: 'if' },
          value: { kind: Kind.BOOLEAN, value: true },
        },
      ],
    },
  ],
}
