import type { NamedType } from '@apollo/federation-internals'
import { declaredTypes, isRootType, keyFields, outputFields } from '../elements.js'
import { declarersOf } from '../ownership.js'
import { rule } from '../rule.js'
import type { SubgraphSubject } from '../subject.js'

/** Fields of the Connections specification: everybody knows what they are. */
const known = new Set(['id', 'edges', 'node', 'nodes', 'cursor', 'pageInfo', 'totalCount'])
const isPaging = ({ name }: NamedType) => /(Connection|Edge)$/.test(name)

/** Whoever sees a type or a field in the graph reads there what it is. */
export const descriptionMissing = rule({
  code: 'DESCRIPTION_MISSING',
  severity: 'WARNING',
  wordings: {
    missing: {
      message: {
        DE: '{coordinate} hat keine Beschreibung.',
        EN: '{coordinate} has no description.',
      },
      remedy: {
        DE: 'Schreiben Sie in Anführungszeichen davor, was es ist: Einheit, Bedeutung, wann es null ist.',
        EN: 'Write before it, in quotes, what it is: unit, meaning, when it is null.',
      },
    },
  },
  *find({ candidate, otherSubgraphs }: Pick<SubgraphSubject, 'candidate' | 'otherSubgraphs'>) {
    for (const type of declaredTypes(candidate)) {
      const isRoot = isRootType(candidate, type)
      const isShared = declarersOf(type.name, { otherSubgraphs }).length > 0
      const keys = keyFields(type)
      const fields = outputFields(type).filter(({ name }) => !known.has(name) && !keys.has(name))
      const elements = isRoot || isShared || isPaging(type) ? fields : [type, ...fields]
      for (const { coordinate, description, sourceAST: node } of elements) {
        if (!description) yield { wording: 'missing', coordinate, node, params: { coordinate } }
      }
    }
  },
})
