import {
  isEnumType,
  isScalarType,
  isUnionType,
  type NamedType,
  type Subgraph,
} from '@apollo/federation-internals'
import {
  declaredType,
  declaredTypes,
  directivesNamed,
  type Element,
  inputFields,
  isEntity,
  isRootType,
  keyFields,
  outputFields,
} from '../elements.js'
import { declarersOf, foreignOwner, isHubs } from '../ownership.js'
import { type Found, rule } from '../rule.js'
import type { SubgraphSubject } from '../subject.js'

/** The name of a type belongs to whoever has it first; others add to it where they may, or share it unchanged. */
export const nameOfOthers = rule({
  code: 'NAME_OF_OTHERS',
  severity: 'ERROR',
  wordings: {
    taken: {
      message: {
        DE: 'Der Name {type} ist im Teilgraphen „{owner}“ schon der von etwas anderem.',
        EN: 'The name {type} is already that of something else in the subgraph “{owner}”.',
      },
      remedy: {
        DE: 'Geben Sie dem Typ einen anderen Namen, etwa mit einem Präfix. Einen Wertetyp der Stadt können Sie mitbenutzen, wenn er bei beiden @shareable und gleich ist.',
        EN: "Give the type another name, for example with a prefix. A value type of the town's can be used if it is @shareable and the same on both sides.",
      },
    },
    extended: {
      message: {
        DE: '{type} gehört dem Teilgraphen „{owner}“ und darf von diesem nicht erweitert werden.',
        EN: '{type} belongs to the subgraph “{owner}”, and this one may not extend it.',
      },
      remedy: {
        DE: 'Erweitern Sie {allowed}, oder bitten Sie die Koordination, {type} freizugeben. Um nur darauf zu verweisen, genügt der Typ mit seinem Schlüssel und ohne weitere Felder.',
        EN: 'Extend {allowed}, or ask the coordinators to allow {type}. To refer to it, the type with its key and no other field will do.',
      },
    },
  },
  find(subject: SubgraphSubject) {
    return declaredTypes(subject.candidate)
      .filter((type) => !isRootType(subject.candidate, type))
      .flatMap((type) => foundOf(type, subject))
  },
})

function foundOf(type: NamedType, subject: SubgraphSubject): Found<'taken' | 'extended'>[] {
  const owner = foreignOwner(type.name, subject)
  if (owner === null) return []
  const theirs = declarersOf(type.name, subject).flatMap((other) => declaredType(other, type.name) ?? [])
  const at = { coordinate: type.coordinate, node: type.sourceAST }
  const params = { type: type.name, owner: owner.name, allowed: subject.mayExtend.join(', ') || '–' }
  if (isEntity(type) && theirs.some(isEntity)) {
    const may = subject.mayExtend.includes(type.name) || isReference(type, theirs)
    return may ? [] : [{ wording: 'extended', params, ...at }]
  }
  return isShared(type, theirs, owner) ? [] : [{ wording: 'taken', params, ...at }]
}

/** Whether it has nothing but what others know it by. */
function isReference(type: NamedType, theirs: readonly NamedType[]): boolean {
  const keys = new Set(theirs.flatMap((their) => [...keyFields(their)]))
  return outputFields(type).every(({ name }) => keys.has(name))
}

function isShared(type: NamedType, theirs: readonly NamedType[], owner: Subgraph): boolean {
  if (isScalarType(type)) return theirs.every(isScalarType)
  return (
    isHubs(owner) &&
    theirs.every((their) => isShareable(their) && shapeOf(their) === shapeOf(type)) &&
    isShareable(type)
  )
}

/** Enums, inputs, unions and interfaces are shared without being marked. */
function isShareable(type: NamedType): boolean {
  if (type.kind !== 'ObjectType') return true
  const marked = (element: Element) => directivesNamed(element, 'shareable').length > 0
  return marked(type as Element) || outputFields(type).every(marked)
}

function shapeOf(type: NamedType): string {
  const parts = [
    ...outputFields(type).map((field) => `${field.name}(${field.arguments().join()}): ${field.type}`),
    ...inputFields(type).map(({ name, type }) => `${name}: ${type}`),
    ...(isEnumType(type) ? type.values.map(({ name }) => name) : []),
    ...(isUnionType(type) ? type.types().map(({ name }) => name) : []),
  ]
  return [type.kind, ...parts.sort()].join('\n')
}
