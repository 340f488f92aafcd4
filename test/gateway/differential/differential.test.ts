import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { parse, validate } from 'graphql'
import { operationFrom } from './kit/any-operation.js'
import { choicesBy } from './kit/choices.js'
import { differences } from './kit/compare.js'
import { type Contenders, contendersOver } from './kit/contenders.js'
import { faultsOf } from './kit/faults.js'
import { loadScenario, type Scenario, scenarioNames } from './kit/scenario.js'

/** Operations for each scenario: a minute for all of them. More find more: each thousand takes some minutes. */
const runs = 100
const seed = 6

/** Decisions that make up an operation. */
const anyChoices = fc.array(fc.nat({ max: 10_000 }), { maxLength: 150, size: 'max' })
/** Of a thousand fields, how many have a fault. */
const anyRate = fc.constantFrom(0, 10, 100)

interface Case {
  choices: number[]
  faultSeed: number
  rate: number
}

const anyCase = fc.record<Case>({
  choices: anyChoices,
  faultSeed: fc.nat({ max: 1_000_000 }),
  rate: anyRate,
})

async function tryOut(contenders: Contenders, scenario: Scenario, { choices, faultSeed, rate }: Case) {
  const { schema } = contenders
  const operation = operationFrom(choicesBy(choices.slice(0, scenario.mostChoices)), schema, scenario)
  const plan = planOf(contenders, operation)
  if (plan === undefined || validate(schema, parse(operation.query)).length > 0)
    return { isTried: false, differences: [] }
  const faults = faultsOf(faultSeed, rate)
  const ours = await contenders.ours(operation, faults)
  const stock = await contenders.stock(operation, plan, faults)
  return { isTried: true, operation, stock, ours, differences: stock ? differences(stock, ours) : [] }
}

/** There are valid operations Apollo's planner has no plan for. */
function planOf(contenders: Contenders, operation: Parameters<Contenders['stockPlan']>[0]) {
  try {
    return contenders.stockPlan(operation)
  } catch {
    return undefined
  }
}

describe.each(scenarioNames)('Over the supergraph "%s"', (name) => {
  it('the gateway answers any operation as @apollo/gateway does, whatever fails', async () => {
    const scenario = await loadScenario(name)
    const contenders = contendersOver(scenario)
    let tried = 0
    let compared = 0
    const property = fc.asyncProperty(anyCase, async (made) => {
      const outcome = await tryOut(contenders, scenario, made)
      if (outcome.isTried) tried++
      if (outcome.stock) compared++
      // All of it, so that a failure prints what was asked and what came back.
      expect(outcome.differences.length > 0 ? outcome : undefined).toBeUndefined()
    })
    await fc.assert(property, { seed, numRuns: runs })
    expect(scenario.invalid).toEqual([])
    // It is the comparison that tests: it may not come to be left out.
    expect(tried).toBeGreaterThan(runs * 0.8)
    expect(compared).toBeGreaterThan(runs * 0.7)
  })
})
