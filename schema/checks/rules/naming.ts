import type { NamedType } from '@apollo/federation-internals'
import {
  declaredTypes,
  type Element,
  enumValues,
  inputFields,
  isRootType,
  outputFields,
} from '../elements.js'
import { declarersOf } from '../ownership.js'
import { type Found, rule } from '../rule.js'
import type { SubgraphSubject } from '../subject.js'

type Case = 'type' | 'field' | 'value'

const forms: Record<Case, RegExp> = {
  type: /^[A-Z][A-Za-z0-9]*$/,
  field: /^[a-z][A-Za-z0-9]*$/,
  value: /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/,
}

/** Names look in all of the graph as they do elsewhere in GraphQL. */
export const naming = rule({
  code: 'NAMING',
  severity: 'WARNING',
  wordings: {
    type: {
      message: {
        DE: 'Der Name des Typs {coordinate} ist anders gebildet als die übrigen.',
        EN: 'The name of the type {coordinate} is formed unlike the others.',
      },
      remedy: {
        DE: 'Namen von Typen beginnen groß und haben keinen Unterstrich: RepairCafe.',
        EN: 'Names of types begin with a capital letter and have no underscore: RepairCafe.',
      },
    },
    field: {
      message: {
        DE: 'Der Name {coordinate} ist anders gebildet als die übrigen.',
        EN: 'The name {coordinate} is formed unlike the others.',
      },
      remedy: {
        DE: 'Namen von Feldern und Argumenten beginnen klein und haben keinen Unterstrich: openingHours.',
        EN: 'Names of fields and arguments begin with a small letter and have no underscore: openingHours.',
      },
    },
    value: {
      message: {
        DE: 'Der Wert {coordinate} ist anders geschrieben als die übrigen.',
        EN: 'The value {coordinate} is written unlike the others.',
      },
      remedy: {
        DE: 'Werte von Aufzählungen sind groß geschrieben: ON_REQUEST.',
        EN: 'Values of enums are written in capital letters: ON_REQUEST.',
      },
    },
  },
  *find({ candidate, otherSubgraphs }: Pick<SubgraphSubject, 'candidate' | 'otherSubgraphs'>) {
    for (const type of declaredTypes(candidate)) {
      const isShared = isRootType(candidate, type) || declarersOf(type.name, { otherSubgraphs }).length > 0
      if (!isShared) yield* unlike('type', [type])
      yield* unlike('field', fieldsAndArguments(type))
      yield* unlike('value', enumValues(type))
    }
  },
})

type Named = Pick<Element, 'coordinate' | 'sourceAST'> & { name: string }

function fieldsAndArguments(type: NamedType): Named[] {
  const fields = outputFields(type)
  return [...fields, ...fields.flatMap((field) => [...field.arguments()] as Named[]), ...inputFields(type)]
}

function* unlike(wording: Case, elements: readonly Named[]): Iterable<Found<Case>> {
  for (const { name, coordinate, sourceAST: node } of elements) {
    if (!forms[wording].test(name)) yield { wording, coordinate, node, params: { coordinate } }
  }
}
