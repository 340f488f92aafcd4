import type { Requirement } from './requirement.js'

/** Who may see what of a graph. What is not named is for everybody. */
export interface ProtectionRules {
  /** By the name of an object type, interface, scalar or enum. */
  types: ReadonlyMap<string, Requirement>
  /** By `Type.field`. */
  fields: ReadonlyMap<string, Requirement>
}

export const noRules: ProtectionRules = { types: new Map(), fields: new Map() }

export function isWithoutRules({ types, fields }: ProtectionRules): boolean {
  return types.size === 0 && fields.size === 0
}
