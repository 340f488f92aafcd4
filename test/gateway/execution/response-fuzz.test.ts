import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  type DocumentNode,
  executeSync,
  type GraphQLFormattedError,
  type GraphQLSchema,
  isObjectType,
  OverlappingFieldsCanBeMergedRule,
  parse,
  validate,
} from 'graphql'
import { compileResponse } from '../../../gateway/execution/response/compile-response.js'
import { anyMergedData } from '../kit/any-merged-data.js'
import { anyQuery, graph } from '../kit/any-query.js'

type Path = readonly (string | number)[]
type Result = Record<string, unknown>

const schema = graph()
const oracle = refusingWhatIsNoObject(graph())
const anyVariables = fc.record({ a: fc.boolean(), b: fc.boolean() })
const anyValidQuery = anyQuery.map((text) => parse(text)).filter(isValid)
const runs = { numRuns: 300 }

describe('A response to any query', () => {
  it('is what graphql-js makes of complete data', () => {
    fc.assert(
      fc.property(anyValidQuery, anyMergedData(schema, 0), anyVariables, (document, data, variables) => {
        const response = written(document, data, variables)
        expect(response).toEqual({
          text: JSON.stringify(executed(document, data, variables).data),
          errors: [],
        })
      }),
      runs,
    )
  })

  it('is what graphql-js makes of data with nulls and wrong values, with an error for each', () => {
    let failed = 0
    fc.assert(
      fc.property(anyValidQuery, anyMergedData(schema, 0.04), anyVariables, (document, data, variables) => {
        const { text, errors } = written(document, data, variables)
        const wanted = executed(document, data, variables)
        expect(text).toBe(JSON.stringify(wanted.data))
        expectSamePlaces(errors, wanted.errors ?? [], JSON.parse(text))
        if (errors.length > 0) failed++
      }),
      runs,
    )
    expect(failed).toBeGreaterThan(runs.numRuns / 10)
  })
})

/** What else may be wrong with a query is not with these, except that not all fragments are used. */
function isValid(document: DocumentNode): boolean {
  return validate(schema, document, [OverlappingFieldsCanBeMergedRule]).length === 0
}

function written(document: DocumentNode, data: Result, variables: Result) {
  return compileResponse({ schema, document, operationName: undefined }).write(data, variables)
}

/** By graphql-js, over objects that have the response's names. */
function executed(document: DocumentNode, data: Result, variables: Result) {
  return executeSync({
    schema: oracle,
    document,
    rootValue: data,
    variableValues: variables,
    fieldResolver: (source, _args, _context, { path: { key } }) =>
      Object.hasOwn(source, key) ? source[key] : undefined,
    typeResolver: ({ __typename }) => (oracle.getType(__typename) ? __typename : undefined),
  })
}

/** graphql-js takes anything for an object, unless its type says otherwise. */
function refusingWhatIsNoObject(made: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(made.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    type.isTypeOf = (value) =>
      typeof value === 'object' &&
      !Array.isArray(value) &&
      [undefined, type.name].includes((value as Result).__typename as string | undefined)
  }
  return made
}

/** graphql-js stops at the first item of a list that is null where it must not be; a response tells of the others too. */
function expectSamePlaces(
  errors: readonly GraphQLFormattedError[],
  wanted: readonly GraphQLFormattedError[],
  data: unknown,
): void {
  const places = errors.map(placeOf)
  const wantedPlaces = wanted.map(placeOf)
  expect(places).toEqual(expect.arrayContaining(wantedPlaces))
  for (const { path = [] } of errors) {
    const lost = placeOf({ path: path.slice(0, stepsToNull(data, path)) })
    expect(wantedPlaces.some((place) => place.startsWith(lost))).toBe(true)
  }
}

function placeOf({ path = [] }: Pick<GraphQLFormattedError, 'path'>): string {
  return path.map((step) => `/${step}`).join('')
}

/** How far a path leads before there is null. */
function stepsToNull(data: unknown, path: Path): number {
  let at = data
  for (const [steps, step] of path.entries()) {
    if (at === null) return steps
    at = Object.getOwnPropertyDescriptor(at, step)?.value
  }
  return path.length
}
