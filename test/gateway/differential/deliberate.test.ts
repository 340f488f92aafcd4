import { describe, expect, it } from '@jest/globals'
import type { GraphQLFormattedError } from 'graphql'
import { deliberate } from './deliberate.js'
import { contendersOver, type Result } from './kit/contenders.js'
import { noFaults } from './kit/faults.js'
import { loadScenario } from './kit/scenario.js'

describe('Unlike @apollo/gateway', () => {
  it.each(Object.values(deliberate))(
    '$title',
    async ({ scenario, query, faults = noFaults, ...expected }) => {
      const contenders = contendersOver(await loadScenario(scenario))
      const operation = { query, operationName: undefined, variables: {} }
      const plan = contenders.stockPlan(operation)
      const stock = await contenders.stock(operation, plan, faults)
      const ours = await contenders.ours(operation, faults)
      expect({
        stock: stock && outcomeOf({ data: stock.data, errors: [...stock.errors, ...stock.valueCompletion] }),
        ours: outcomeOf(ours),
      }).toEqual({ stock: expected.stock, ours: expected.ours })
    },
  )
})

function outcomeOf({ data, errors }: Result) {
  return { data: JSON.parse(JSON.stringify(data)), errors: errors.map(textOf) }
}

function textOf({ message, path = [] }: GraphQLFormattedError): string {
  return `${message} (${path.join('.')})`
}
