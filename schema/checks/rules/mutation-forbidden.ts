import { outputFields } from '../elements.js'
import { rule } from '../rule.js'
import type { SubgraphSubject } from '../subject.js'

/**
 * Partners' subgraphs are read only. A change through the hub would be made under the hub's rules (who may, audit,
 * idempotency), which it cannot hold for a service that is not its own.
 */
export const mutationForbidden = rule({
  code: 'MUTATION_FORBIDDEN',
  severity: 'ERROR',
  wordings: {
    declared: {
      message: {
        DE: '{coordinate}: Über Teilgraphen von Partnern wird nur gelesen. Wer etwas ändern darf, und dass es nachvollziehbar bleibt, kann der Hub für fremde Dienste nicht zusichern.',
        EN: "{coordinate}: partners' subgraphs are read only. Who may change something, and that it can be traced, the hub cannot guarantee for services of others.",
      },
      remedy: {
        DE: 'Nehmen Sie das Feld heraus, und bieten Sie Änderungen unmittelbar bei Ihrem Dienst an.',
        EN: 'Take the field out, and offer changes at your service itself.',
      },
    },
  },
  *find({ candidate }: Pick<SubgraphSubject, 'candidate'>) {
    for (const kind of ['mutation', 'subscription'] as const) {
      const root = candidate.schema.schemaDefinition.rootType(kind)
      for (const { coordinate, sourceAST } of root === undefined ? [] : outputFields(root)) {
        yield { wording: 'declared', coordinate, node: sourceAST, params: { coordinate } }
      }
    }
  },
})
