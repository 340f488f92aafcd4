import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  print,
} from 'graphql'
import type { Choices } from './choices.js'

/** The arguments and conditions of one operation, with the variables they use. */
export interface Arguments {
  /** Text with parentheses; empty where none is given. */
  of(args: readonly GraphQLArgument[]): string
  /** `@skip` or `@include` now and then. */
  condition(): string
  /** The same number for the same text. */
  numberOf(text: string): number
  /** What was used so far. */
  variables(): { definitions: string; variables: Record<string, unknown> }
}

export function argumentsFrom({ next, one }: Choices, ids: readonly string[]): Arguments {
  const definitions = new Map<string, string>()
  const variables: Record<string, unknown> = {}
  const numbers = new Map<string, number>()
  const pools: Record<string, readonly unknown[]> = {
    Int: [0, 1, 2, 3],
    Float: [0.5, 1, 2],
    String: ['EUR', '', 'ü "x"\n', 'G', 'none'],
    Boolean: [true, false],
    ID: ids,
  }

  function anyValue(type: GraphQLInputType): unknown {
    if (!isNonNullType(type) && next(8) === 7) return null
    const nullable = getNullableType(type)
    if (isListType(nullable)) return Array.from({ length: next(3) }, () => anyValue(nullable.ofType))
    if (isEnumType(nullable)) return one(nullable.getValues()).name
    if (!isInputObjectType(nullable)) return one(pools[nullable.name] ?? pools.String ?? [])
    const fields = Object.values(nullable.getFields()).filter(
      (field) => isRequiredInputField(field) || next(2) === 1,
    )
    return Object.fromEntries(fields.map(({ name, type }) => [name, anyValue(type)]))
  }

  function literal(type: GraphQLInputType, value: unknown): string {
    const node = astFromValue(value, type)
    if (!node) throw new TypeError(`No value of ${type}: ${JSON.stringify(value)}`)
    return print(node)
  }

  function variable({ type, defaultValue }: Pick<GraphQLArgument, 'type' | 'defaultValue'>): string {
    const isWithDefault = next(2) === 1
    const name = `v${definitions.size}`
    const text = isWithDefault ? ` = ${literal(type, anyValue(type))}` : ''
    // Where the argument has a default, a nullable variable fits, too.
    const declared = defaultValue !== undefined && next(2) === 1 ? getNullableType(type) : type
    definitions.set(name, `$${name}: ${declared}${text}`)
    const mayBeAbsent = isWithDefault || !isNonNullType(declared)
    if (!mayBeAbsent || next(3) > 0) variables[name] = anyValue(type)
    return `$${name}`
  }

  return {
    of: (args) => {
      const given = args
        .filter((arg) => isRequiredArgument(arg) || next(3) === 1)
        .map((arg) => `${arg.name}: ${next(3) === 1 ? variable(arg) : literal(arg.type, anyValue(arg.type))}`)
      return given.length === 0 ? '' : `(${given.join(', ')})`
    },
    condition: () => {
      if (next(10) !== 9) return ''
      const name = one(['yes', 'no', 'maybe', 'true'])
      if (name === 'true') return ` @${one(['skip', 'include'])}(if: ${one(['true', 'false'])})`
      definitions.set(name, `$${name}: Boolean${name === 'maybe' ? ' = true' : '!'}`)
      if (name !== 'maybe') variables[name] = name === 'yes'
      return ` @${one(['skip', 'include'])}(if: $${name})`
    },
    numberOf: (text) => {
      const number = numbers.get(text) ?? numbers.size
      numbers.set(text, number)
      return number
    },
    variables: () => ({
      definitions: definitions.size === 0 ? '' : `(${[...definitions.values()].join(', ')})`,
      variables,
    }),
  }
}
