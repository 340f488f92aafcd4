import { type GraphQLLeafType, isEnumType } from 'graphql'

/** How a leaf that is not null is looked at. */
export interface LeafCheck {
  isValid(value: unknown): boolean
  /** What is wrong with one that is not valid. */
  problem: string
  /** A valid one as it may go on. */
  cleaned(value: unknown): unknown
}

/** Whether a value is one of a type that GraphQL itself has, as JSON writes them. */
const builtIn: Partial<Record<string, (value: unknown) => boolean>> = {
  Int: (value) => Number.isInteger(value) && Math.abs(value as number) <= 2 ** 31 && value !== 2 ** 31,
  Float: Number.isFinite,
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  ID: (value) => typeof value === 'string',
}

/** How deep a value of a scalar of the partner's own may nest; what writes the answer goes down into it. */
const deepest = 32

const asItIs = (value: unknown) => value

export function leafCheck(type: GraphQLLeafType): LeafCheck {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name))
    return {
      isValid: (value) => names.has(value),
      problem: `is no value of ${type.name}`,
      cleaned: asItIs,
    }
  }
  const problem = `is no ${type.name}`
  const isValid = builtIn[type.name]
  if (isValid) return { isValid, problem, cleaned: asItIs }
  return { isValid: (value) => isWithin(value, deepest), problem, cleaned: withoutPrototypes }
}

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((inner) => isWithin(inner, levels - 1))
}

/** A value without what would be taken for an object's prototype where answers are put together. */
function withoutPrototypes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withoutPrototypes)
  const entries = Object.entries(value).filter(([key]) => key !== '__proto__')
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutPrototypes(inner)]))
}
