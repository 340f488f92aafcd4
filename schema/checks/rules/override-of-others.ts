import { directivesNamed, elementsOf } from '../elements.js'
import { rule } from '../rule.js'
import type { SubgraphSubject } from '../subject.js'

/** Nobody takes a field from another subgraph. */
export const overrideOfOthers = rule({
  code: 'OVERRIDE_OF_OTHERS',
  severity: 'ERROR',
  wordings: {
    taken: {
      message: {
        DE: '@override nimmt {coordinate} dem Teilgraphen „{from}“ weg.',
        EN: '@override takes {coordinate} from the subgraph “{from}”.',
      },
      remedy: {
        DE: 'Nehmen Sie @override heraus. Soll ein Feld wirklich umziehen, vereinbaren Sie das mit der Koordination.',
        EN: 'Take @override out. If a field is really to move, arrange that with the coordinators.',
      },
    },
  },
  *find({ candidate }: Pick<SubgraphSubject, 'candidate'>) {
    for (const [coordinate, element] of elementsOf(candidate)) {
      for (const applied of directivesNamed(element, 'override')) {
        const params = { coordinate, from: String(applied.arguments().from) }
        yield { wording: 'taken', coordinate, node: applied.sourceAST ?? element.sourceAST, params }
      }
    }
  },
})
