import { directivesNamed, type Element, elementsOf, innermost, type OutputField } from '../elements.js'
import { foreignOwner } from '../ownership.js'
import { type Found, rule } from '../rule.js'
import type { SubgraphSubject } from '../subject.js'

/** What others show stays visible, and what they hide stays hidden. */
export const inaccessibleTaken = rule({
  code: 'INACCESSIBLE_TAKEN',
  severity: 'ERROR',
  wordings: {
    hidden: {
      message: {
        DE: '@inaccessible verbirgt {coordinate}, das auch der Teilgraph „{owner}“ hat.',
        EN: '@inaccessible hides {coordinate}, which the subgraph “{owner}” has as well.',
      },
      remedy: {
        DE: 'Verbergen Sie nur, was allein Ihr Teilgraph hat.',
        EN: 'Hide only what no subgraph but yours has.',
      },
    },
    reached: {
      message: {
        DE: '{coordinate} führt zu {target}, das der Teilgraph „{owner}“ verbirgt.',
        EN: '{coordinate} leads to {target}, which the subgraph “{owner}” hides.',
      },
      remedy: {
        DE: 'Kommen Sie ohne {target} aus, oder bitten Sie die Koordination um einen anderen Weg.',
        EN: 'Do without {target}, or ask the coordinators for another way.',
      },
    },
  },
  *find(subject: SubgraphSubject): Iterable<Found<'hidden' | 'reached'>> {
    const theirs = subject.otherSubgraphs.map((other) => ({ owner: other.name, elements: elementsOf(other) }))
    for (const [coordinate, element] of elementsOf(subject.candidate)) {
      const [name = ''] = coordinate.split('.')
      const shared = theirs.find(({ elements }) => elements.has(coordinate))
      const node = element.sourceAST
      if (shared !== undefined && isHidden(element) && foreignOwner(name, subject) !== null) {
        yield { wording: 'hidden', coordinate, node, params: { coordinate, owner: shared.owner } }
      }
      for (const target of [coordinate, targetOf(element)]) {
        const hider = theirs.find(({ elements }) => isHidden(elements.get(target)))
        if (hider === undefined) continue
        yield { wording: 'reached', coordinate, node, params: { coordinate, target, owner: hider.owner } }
        break
      }
    }
  },
})

function isHidden(element: Element | undefined): boolean {
  return element !== undefined && directivesNamed(element, 'inaccessible').length > 0
}

/** The type that a field or an argument has; empty for a type itself. */
function targetOf(element: Element): string {
  const { type } = element as Partial<OutputField>
  return type === undefined ? '' : innermost(type).name
}
