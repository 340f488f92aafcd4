import {
  declaredTypes,
  directivesNamed,
  innermost,
  isComposite,
  isList,
  isRootType,
  type OutputField,
  outputFields,
  typeOf,
} from '../elements.js'
import { rule } from '../rule.js'
import type { SubgraphSubject } from '../subject.js'

/** Arguments that say how many elements are wanted. */
const bounds = new Set(['first', 'last', 'limit', 'pageSize'])

/** Lists that can grow are asked for in pages. */
export const listUnbounded = rule({
  code: 'LIST_UNBOUNDED',
  severity: 'WARNING',
  wordings: {
    unbounded: {
      message: {
        DE: 'Die Liste {coordinate} hat keine Obergrenze.',
        EN: 'The list {coordinate} has no bound.',
      },
      remedy: {
        DE: 'Geben Sie dem Feld ein Argument „first: Int! = 20“. Ist die Liste immer kurz, sagen Sie es: @listSize(assumedSize: 10).',
        EN: 'Give the field an argument “first: Int! = 20”. If the list is always short, say so: @listSize(assumedSize: 10).',
      },
    },
  },
  *find({ candidate }: Pick<SubgraphSubject, 'candidate'>) {
    for (const type of declaredTypes(candidate)) {
      const isRoot = isRootType(candidate, type)
      // A page holds as many as its connection was asked for.
      const fields = outputFields(type)
      if (fields.some(({ name }) => name === 'pageInfo')) continue
      for (const field of fields.filter(isUnbounded)) {
        const { coordinate, sourceAST: node } = field
        const severity = isRoot ? ('ERROR' as const) : ('WARNING' as const)
        yield { wording: 'unbounded', severity, coordinate, node, params: { coordinate } }
      }
    }
  },
})

function isUnbounded(field: OutputField): boolean {
  if (!isList(typeOf(field)) || !isComposite(innermost(typeOf(field)))) return false
  if (directivesNamed(field, 'listSize').length > 0 || directivesNamed(field, 'external').length > 0)
    return false
  return !field.arguments().some(({ name }) => bounds.has(name))
}
