import type { GraphQLSchema } from 'graphql'
import type { PlanStep } from './plan-steps.js'
import type { Run } from './run.js'

/** Takes one step of a plan: asks for what is wanted, if anything is, and puts it where it belongs. */
export type Step = (run: Run) => Promise<void>

export interface StepOptions {
  wholeSchema: GraphQLSchema
  /**
   * Whether objects in one place may be one object where they stand for one entity. Not where a fetch takes values
   * from further up: then what is below one entity can differ by where it is.
   */
  shares: boolean
}

export type CompileStep = (step: PlanStep, options: StepOptions) => Step
