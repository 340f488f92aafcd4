import type { Subgraph } from '@apollo/federation-internals'
import {
  declaredType,
  declaredTypes,
  directiveName,
  directivesNamed,
  elementsOf,
  isEntity,
  isRootType,
  keyFields,
  type OutputField,
  outputFields,
} from '../elements.js'
import { declarersOf, foreignOwner } from '../ownership.js'
import { type Found, rule } from '../rule.js'
import type { SubgraphSubject } from '../subject.js'

type Case = 'field' | 'root' | 'directive'

/** What a directive on an element of several subgraphs says of this subgraph only; all others say it for everybody. */
const ownDirectives = new Set([
  'key',
  'external',
  'shareable',
  'provides',
  'requires',
  'extends',
  'interfaceObject',
  'specifiedBy',
])
/** Directives that have rules of their own. */
const ruledElsewhere = new Set(['override', 'inaccessible', 'tag'])

/** A field is answered by one subgraph, and what is said about a type by a directive is said by its owner. */
export const ownedByOthers = rule({
  code: 'OWNED_BY_OTHERS',
  severity: 'ERROR',
  wordings: {
    field: {
      message: {
        DE: 'Das Feld {coordinate} gehört dem Teilgraphen „{owner}“.',
        EN: 'The field {coordinate} belongs to the subgraph “{owner}”.',
      },
      remedy: {
        DE: 'Nehmen Sie das Feld heraus, oder geben Sie ihm einen anderen Namen. Wird es für @requires oder @provides gebraucht, kennzeichnen Sie es mit @external.',
        EN: 'Take the field out, or give it another name. If it is needed for @requires or @provides, mark it @external.',
      },
    },
    root: {
      message: {
        DE: 'Das Wurzelfeld {coordinate} gibt es schon im Teilgraphen „{owner}“.',
        EN: 'The subgraph “{owner}” already has the root field {coordinate}.',
      },
      remedy: { DE: 'Geben Sie dem Feld einen anderen Namen.', EN: 'Give the field another name.' },
    },
    directive: {
      message: {
        DE: '@{directive} an {coordinate} würde für alle gelten; {coordinate} gehört aber dem Teilgraphen „{owner}“.',
        EN: '@{directive} on {coordinate} would hold for everybody, but {coordinate} belongs to the subgraph “{owner}”.',
      },
      remedy: {
        DE: 'Setzen Sie @{directive} nur an eigene Typen und Felder.',
        EN: 'Put @{directive} on types and fields of your own only.',
      },
    },
  },
  *find(subject: SubgraphSubject): Iterable<Found<Case>> {
    for (const type of declaredTypes(subject.candidate)) {
      const isRoot = isRootType(subject.candidate, type)
      if (!isRoot && !(isEntity(type) && foreignOwner(type.name, subject) !== null)) continue
      for (const field of outputFields(type)) {
        const owner = ownerOfField(field, subject)
        if (owner === null) continue
        const params = { coordinate: field.coordinate, owner: owner.name }
        yield {
          wording: isRoot ? 'root' : 'field',
          coordinate: field.coordinate,
          node: field.sourceAST,
          params,
        }
      }
    }
    yield* directives(subject)
  },
})

/** The other that answers for the field, unless this one only names it, as a key or as @external. */
function ownerOfField(field: OutputField, subject: SubgraphSubject): Subgraph | null {
  if (directivesNamed(field, 'external').length > 0) return null
  const declarers = declarersOf(field.parent.name, subject)
  const isKey = declarers.some((other) => {
    const type = declaredType(other, field.parent.name)
    return type !== undefined && keyFields(type).has(field.name)
  })
  if (isKey) return null
  const answers = (other: Subgraph) => {
    const type = declaredType(other, field.parent.name)
    const theirs = type === undefined ? undefined : outputFields(type).find(({ name }) => name === field.name)
    return theirs !== undefined && directivesNamed(theirs, 'external').length === 0
  }
  return declarers.find(answers) ?? null
}

function* directives(subject: SubgraphSubject): Iterable<Found<Case>> {
  const others = subject.otherSubgraphs.map((other) => ({ other, elements: elementsOf(other) }))
  for (const [coordinate, element] of elementsOf(subject.candidate)) {
    const owner = others.find(({ elements }) => elements.has(coordinate))?.other
    if (owner === undefined || isOwnType(coordinate, subject)) continue
    for (const applied of element.appliedDirectives) {
      const directive = directiveName(applied)
      if (ownDirectives.has(directive) || ruledElsewhere.has(directive)) continue
      const params = { coordinate, owner: owner.name, directive }
      yield { wording: 'directive', coordinate, node: applied.sourceAST ?? element.sourceAST, params }
    }
  }
}

/** Others may have added fields to a type of this one's own. */
function isOwnType(coordinate: string, subject: SubgraphSubject): boolean {
  const [name = ''] = coordinate.split('.')
  const type = declaredType(subject.candidate, name)
  return type !== undefined && !isRootType(subject.candidate, type) && foreignOwner(name, subject) === null
}
