import { isNonNullType, type NamedType } from '@apollo/federation-internals'
import {
  declaredTypes,
  hasNonNull,
  innermost,
  isEntity,
  isRootType,
  keyFields,
  type OutputField,
  outputFields,
  typeOf,
} from '../elements.js'
import { foreignOwner } from '../ownership.js'
import { type Found, rule } from '../rule.js'
import type { SubgraphSubject } from '../subject.js'

/**
 * Nothing at a seam between subgraphs is non-null. When a subgraph is down its fields are null; where one may not be
 * null, GraphQL nulls the parent, and with it what others have answered (GraphQL specification, 6.4.4).
 */
export const seamNonNull = rule({
  code: 'SEAM_NON_NULL',
  severity: 'ERROR',
  wordings: {
    root: {
      message: {
        DE: 'Das Wurzelfeld {coordinate} darf nicht non-null sein: Fällt der Teilgraph aus, ginge die ganze Antwort verloren.',
        EN: 'The root field {coordinate} must not be non-null: when the subgraph is down, all of the answer would be lost.',
      },
      remedy: {
        DE: 'Nehmen Sie das äußere Ausrufezeichen aus {type} heraus.',
        EN: 'Take the outer exclamation mark out of {type}.',
      },
    },
    added: {
      message: {
        DE: '{coordinate} ergänzt einen Typ des Teilgraphen „{owner}“ und darf nicht non-null sein: Fällt Ihr Teilgraph aus, ginge auch dessen Antwort verloren.',
        EN: '{coordinate} adds to a type of the subgraph “{owner}” and must not be non-null: when your subgraph is down, the answer of that one would be lost as well.',
      },
      remedy: {
        DE: 'Nehmen Sie das äußere Ausrufezeichen aus {type} heraus.',
        EN: 'Take the outer exclamation mark out of {type}.',
      },
    },
    leading: {
      message: {
        DE: '{coordinate} führt zu einem Typ des Teilgraphen „{owner}“; weder das Feld noch seine Elemente dürfen non-null sein.',
        EN: '{coordinate} leads to a type of the subgraph “{owner}”; neither the field nor its elements may be non-null.',
      },
      remedy: {
        DE: 'Nehmen Sie jedes Ausrufezeichen aus {type} heraus.',
        EN: 'Take every exclamation mark out of {type}.',
      },
    },
  },
  find(subject: SubgraphSubject) {
    return declaredTypes(subject.candidate).flatMap((type) =>
      outputFields(type).flatMap((field) => foundOf(field, type, subject)),
    )
  },
})

function foundOf(
  field: OutputField,
  parent: NamedType,
  subject: SubgraphSubject,
): Found<'root' | 'added' | 'leading'>[] {
  const { coordinate, sourceAST: node } = field
  const type = typeOf(field)
  const params = { coordinate, type: String(type) }
  const required = isNonNullType(type)
  if (required && isRootType(subject.candidate, parent)) {
    return [{ wording: 'root', coordinate, node, params }]
  }
  const parentOwner = ownerOfEntity(parent, subject)
  if (required && parentOwner !== null && !keyFields(parent).has(field.name)) {
    return [{ wording: 'added', coordinate, node, params: { ...params, owner: parentOwner } }]
  }
  const targetOwner = ownerOfEntity(innermost(type), subject)
  if (targetOwner === null || !hasNonNull(type)) return []
  return [{ wording: 'leading', coordinate, node, params: { ...params, owner: targetOwner } }]
}

function ownerOfEntity(type: NamedType, subject: SubgraphSubject): string | null {
  return isEntity(type) ? (foreignOwner(type.name, subject)?.name ?? null) : null
}
