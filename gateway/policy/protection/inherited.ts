import { dnfConjunction } from '@apollo/federation-internals'
import { type DocumentNode, Kind } from 'graphql'
import { type Alternatives, isNothing, type Requirement } from './requirement.js'
import type { ProtectionRules } from './rules.js'

/**
 * Composition gives an interface and its fields all that any implementing type demands, as if whoever reads the
 * interface always read all of them. Here the types that can really be in a place are looked at, so that
 * `... on AnUnprotectedType` stays free; what an interface has from them only is therefore no rule of its own.
 */
export function withoutInherited(rules: ProtectionRules, document: DocumentNode): ProtectionRules {
  const types = new Map(rules.types)
  const fields = new Map(rules.fields)
  for (const [name, implementers] of implementersIn(document)) {
    drop(types, name, implementers)
    for (const coordinate of rules.fields.keys()) {
      const [typeName, field] = coordinate.split('.')
      if (typeName !== name) continue
      drop(
        fields,
        coordinate,
        implementers.map((type) => `${type}.${field}`),
      )
    }
  }
  return { types, fields }
}

/** Object types by the interfaces they implement. */
function implementersIn(document: DocumentNode): Map<string, string[]> {
  const implementers = new Map<string, string[]>()
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) continue
    for (const { name } of node.interfaces ?? []) {
      implementers.set(name.value, [...(implementers.get(name.value) ?? []), node.name.value])
    }
  }
  return implementers
}

function drop(rules: Map<string, Requirement>, coordinate: string, sources: readonly string[]): void {
  const own = rules.get(coordinate)
  if (own === undefined) return
  const theirs = sources.flatMap((source) => rules.get(source) ?? [])
  const remaining = {
    authenticated: own.authenticated && !theirs.some(({ authenticated }) => authenticated),
    scopes: isSame(
      own.scopes,
      theirs.flatMap(({ scopes }) => scopes),
    )
      ? []
      : own.scopes,
    policies: isSame(
      own.policies,
      theirs.flatMap(({ policies }) => policies),
    )
      ? []
      : own.policies,
  }
  if (isNothing(remaining)) rules.delete(coordinate)
  else rules.set(coordinate, remaining)
}

/** Whether two lists of demands come to the same when each is joined as composition joins them. */
function isSame(one: readonly Alternatives[], other: readonly Alternatives[]): boolean {
  return joined(one) === joined(other)
}

function joined(demands: readonly Alternatives[]): string {
  const copies = demands.map((alternatives) => alternatives.map((names) => [...names]))
  const names = dnfConjunction(copies).map((alternative) => JSON.stringify([...new Set(alternative)].sort()))
  return names.sort().join()
}
