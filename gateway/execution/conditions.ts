import { type DirectiveNode, Kind, type OperationDefinitionNode } from 'graphql'

/** What `@skip` or `@include` says of a selection; `value` is a variable's name or the answer itself. */
export interface Condition {
  wanted: boolean
  value: string | boolean
}

export type Variables = Readonly<Record<string, unknown>>

export function conditionsOf(directives: readonly DirectiveNode[] = []): Condition[] {
  return directives.flatMap(({ name, arguments: args }): Condition[] => {
    if (name.value !== 'skip' && name.value !== 'include') return []
    const value = args?.[0]?.value
    const wanted = name.value === 'include'
    if (value?.kind === Kind.VARIABLE) return [{ wanted, value: value.name.value }]
    return value?.kind === Kind.BOOLEAN ? [{ wanted, value: value.value }] : []
  })
}

export function areMet(conditions: readonly Condition[], variables: Variables): boolean {
  return conditions.every(
    ({ wanted, value }) => (typeof value === 'string' ? variables[value] : value) === wanted,
  )
}

/** The variables as the operation sees them, as far as conditions may need them. */
export function withDefaults(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Variables,
): Variables {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.BOOLEAN ? [[variable.name.value, defaultValue.value] as const] : [],
  )
  return defaults.length === 0 ? variables : { ...Object.fromEntries(defaults), ...variables }
}
