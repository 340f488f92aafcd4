import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { buildSchema, parse, print, validate } from 'graphql'
import type { ProtectionRules } from '../../gateway/policy/protection/rules.js'
import { withNulls } from '../../gateway/policy/protection/with-nulls.js'
import { withoutForbidden } from '../../gateway/policy/protection/without-forbidden.js'
import { anonymous } from '../../platform/caller/caller.js'
import { anyForbidden, anyOperation, sdl } from './kit/any-protected-operation.js'
import { executed } from './kit/protection-oracle.js'

const schema = buildSchema(sdl)
const variables = { yes: true, no: false }
const runs = 500

function rulesOf(forbidden: readonly string[]): ProtectionRules {
  const rules = forbidden.map((name) => [name, { authenticated: true, scopes: [], policies: [] }] as const)
  return {
    types: new Map(rules.filter(([name]) => !name.includes('.'))),
    fields: new Map(rules.filter(([name]) => name.includes('.'))),
  }
}

test('Any operation over any protected graph has the data it would have if each forbidden field failed', () => {
  let refused = 0
  fc.assert(
    fc.property(anyOperation, anyForbidden, (query, forbidden) => {
      const operation = { schema, document: parse(query), operationName: undefined, variables }
      const wanted = executed(schema, operation.document, variables, new Set(forbidden))
      const permitted = withoutForbidden(operation, rulesOf(forbidden), anonymous)
      const { document } = permitted
      const result = document === null ? {} : executed(schema, document, variables)
      const answer = withNulls(result, operation, permitted)
      expect(JSON.stringify(answer.data)).toBe(JSON.stringify(wanted.data))
      if (wanted.errors) expect(answer.errors?.length).toBeGreaterThan(0)
      if (permitted.forbidden.length === 0) expect(document).toBe(operation.document)
      else refused++
      if (permitted.forbidden.length > 0 && document)
        expect([print(document), ...validate(schema, document)]).toHaveLength(1)
    }),
    { numRuns: runs, seed: 5 },
  )
  // Else this would be a test of nothing.
  expect(refused).toBeGreaterThan(runs / 4)
})
