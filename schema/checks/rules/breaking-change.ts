import type { Change } from '@graphql-inspector/core'
import { brokenOperations } from '../broken-operations.js'
import { elementsOf } from '../elements.js'
import type { Loss } from '../problem-texts.js'
import { type Found, rule } from '../rule.js'
import type { ComposedSubject } from '../subject.js'

type Case = 'used' | 'unused'

/** Nothing is taken from frontends that they use. */
export const breakingChange = rule({
  code: 'BREAKING_CHANGE',
  severity: 'ERROR',
  wordings: {
    used: {
      message: {
        DE: '{coordinate}: {problem} {detail} Das bricht Operationen, die benutzt werden oder angemeldet sind ({count}).',
        EN: '{coordinate}: {problem} {detail} This breaks operations that are used or registered ({count}).',
      },
      remedy: {
        DE: 'Lassen Sie das Alte neben dem Neuen stehen, kennzeichnen Sie es mit @deprecated, und nehmen Sie es heraus, wenn es niemand mehr benutzt.',
        EN: 'Keep the old beside the new, mark it @deprecated, and take it out once nobody uses it any more.',
      },
    },
    unused: {
      message: {
        DE: '{coordinate}: {problem} {detail} Das bricht keine bekannte Operation.',
        EN: '{coordinate}: {problem} {detail} This breaks no operation that is known.',
      },
      remedy: {
        DE: 'Nichts, wenn die Änderung gewollt ist; sonst lassen Sie das Alte neben dem Neuen stehen.',
        EN: 'Nothing if the change is meant; else keep the old beside the new.',
      },
    },
  },
  *find(subject: ComposedSubject): Iterable<Found<Case>> {
    const elements = elementsOf(subject.candidate)
    for (const { change, operations } of brokenOperations(subject.changes, subject)) {
      const coordinate = change.path ?? null
      yield {
        coordinate,
        node: nearest(coordinate, elements)?.sourceAST,
        params: {
          coordinate: coordinate ?? change.message,
          problem: lossOf(change),
          detail: typesOf(change),
          count: String(operations.length),
        },
        ...(operations.length === 0
          ? { wording: 'unused', severity: 'WARNING' }
          : { wording: 'used', operations }),
      }
    }
  },
})

function lossOf({ type }: Change): Loss {
  if (type.endsWith('_REMOVED')) return 'GONE'
  if (type.endsWith('_TYPE_CHANGED')) return 'RETYPED'
  return type.endsWith('_ADDED') ? 'REQUIRED' : 'CHANGED'
}

/** `(Int! → Int)` where a type is another; empty where not. */
function typesOf({ meta }: Change): string {
  const types = (side: 'old' | 'new') =>
    Object.entries(meta as Record<string, unknown>).find(
      ([key]) => key.startsWith(side) && key.endsWith('Type'),
    )?.[1]
  const [before, after] = [types('old'), types('new')]
  return before === undefined || after === undefined ? '' : `(${before} → ${after})`
}

/** What is left of it in the SDL: itself, or what it was in. */
function nearest(coordinate: string | null, elements: ReturnType<typeof elementsOf>) {
  const [type = '', field] = (coordinate ?? '').split('.')
  return elements.get(`${type}.${field}`) ?? elements.get(type)
}
