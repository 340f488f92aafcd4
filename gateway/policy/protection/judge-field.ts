import { type FieldNode, isObjectType } from 'graphql'
import { lacking, type Requirement } from './requirement.js'
import type { Rights } from './rights.js'
import type { ProtectionRules } from './rules.js'
import type { Scope } from './scope.js'

/** A field as an operation asks for it. */
export interface AskedField {
  node: FieldNode
  /** Where it is asked for. */
  scope: Scope
  /** Name of the type it leads to, without lists. */
  leadsTo: string
  /** Object types of which fields are asked for through an interface or union the field leads to. */
  exposed: ReadonlySet<string>
}

/** Why somebody may not see a field. */
export interface Refusal {
  /** `Type.field`. */
  coordinate: string
  message: string
}

/**
 * These show the schema, which everybody may see. The name of an object's type is no more than that: what leads to a
 * protected object is refused, and where it is one of many, clients ask all of them for it.
 */
const metaFields = new Set(['__schema', '__type', '__typename'])

/**
 * Whether somebody may see a field: all that the field, the type it belongs to and the type it leads to demand must be
 * met (Apollo Federation, "Authorization"). Through an interface, those of every type that can be there count.
 */
export function judgeField(
  { node, scope, leadsTo, exposed }: AskedField,
  rules: ProtectionRules,
  rights: Rights,
): Refusal | undefined {
  const field = node.name.value
  if (metaFields.has(field)) return undefined
  const coordinate = `${scope.type.name}.${field}`
  for (const [source, requirement] of applying(field, scope, leadsTo, exposed, rules)) {
    const needed = requirement && lacking(requirement, rights)
    if (needed === undefined) continue
    const because = source === coordinate ? '' : ` by "${source}"`
    return { coordinate, message: `The field "${coordinate}" is protected${because}. Needed: ${needed}.` }
  }
  return undefined
}

/** What applies to a field, by the type or field that demands it. */
function* applying(
  field: string,
  { type, types }: Scope,
  leadsTo: string,
  exposed: ReadonlySet<string>,
  rules: ProtectionRules,
): Generator<[string, Requirement | undefined]> {
  yield [type.name, rules.types.get(type.name)]
  const possible = isObjectType(type) ? [] : types
  for (const name of [type.name, ...possible])
    yield [`${name}.${field}`, rules.fields.get(`${name}.${field}`)]
  for (const name of [...possible, leadsTo, ...exposed]) yield [name, rules.types.get(name)]
}
