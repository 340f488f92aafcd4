import type { QueryPlan } from '@apollo/query-planner'
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql'
import { messageOf } from '../../../platform/errors/hub-error.js'
import { compileEntityFetch } from './entity-fetch.js'
import type { ObjectValue } from './object-value.js'
import { planSteps } from './plan-steps.js'
import { compileRootFetch } from './root-fetch.js'
import type { FetchesRequest, Run } from './run.js'
import type { Step } from './step.js'

/** Bytes of memory for each character of a plan's JSON: it is kept as texts to send, and as what they are made of. */
const bytesPerCharacter = 6

/** A plan ready to be run any number of times. */
export interface Fetches {
  /** Memory it takes, approximately, in bytes. */
  readonly size: number
  /** Asks the subgraphs. Whatever fails is an error of the answer; what does not depend on it goes on. */
  run(request: FetchesRequest): Promise<Fetched>
}

export interface Fetched {
  /** Merged data of all subgraphs: more than the client asked for (keys, `__typename`), possibly not what the schema says. */
  data: ObjectValue
  /** Errors of subgraphs, with paths as the client knows them. */
  errors: GraphQLFormattedError[]
}

/**
 * Compiles how the subgraphs are asked for an operation. What depends on the plan only is done here, once.
 *
 * @param plan a subscription's is for what is fetched for each of its events, which is the data it runs with
 * @param wholeSchema the supergraph with what clients do not see
 * @throws TypeError for a plan with `@defer`
 */
export function compileFetches(plan: QueryPlan, wholeSchema: GraphQLSchema): Fetches {
  const planned = planSteps(plan)
  const shares = planned.every(({ fetch }) => (fetch.contextRewrites ?? []).length === 0)
  const steps = planned.map((step) => {
    const compile = step.fetch.requires ? compileEntityFetch : compileRootFetch
    return { take: compile(step, { wholeSchema, shares }), after: step.after }
  })
  return {
    size: JSON.stringify(planned).length * bytesPerCharacter,
    run: async (request) => {
      const run: Run = { ...request, errors: [], isShared: false }
      const taken: Promise<void>[] = []
      for (const { take, after } of steps) {
        const before = after.map((index) => taken[index])
        taken.push(
          before.length === 0 ? attempt(take, run) : Promise.all(before).then(() => attempt(take, run)),
        )
      }
      await Promise.all(taken)
      return { data: run.data, errors: run.errors }
    },
  }
}

/** Takes a step unless the client has gone away. What fails unexpectedly costs its own fields only. */
async function attempt(take: Step, run: Run): Promise<void> {
  if (run.context.signal.aborted) return
  try {
    await take(run)
  } catch (error) {
    const originalError = error instanceof Error ? error : undefined
    run.errors.push(new GraphQLError(messageOf(error), { originalError }))
  }
}
