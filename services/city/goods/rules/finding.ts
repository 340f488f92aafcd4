import type { z } from 'zod'
import { type ProblemCode, says } from '../../../../platform/input/problem.js'
import type { ResourceKind, Unit } from '../resource-kind.js'

/** What the rules of a resource or need look at. They bear with amounts that are none, which are told of by themselves. */
export interface GoodsTerms {
  kind: ResourceKind
  unit: Unit
  amount: string
  splittable: boolean
  smallestLot: string | null
  /** `YYYY-MM-DD` */
  validFrom: string | null
  /** `YYYY-MM-DD` */
  validTo: string | null
  location: object | null
  radius: number | null
}

/** Something a rule has found wrong. */
export interface Finding {
  /** Within the input. */
  path: string
  code: ProblemCode
  limit?: string
}

export type Rule<Terms> = (terms: Terms) => readonly Finding[]

/** The rules as zod's refinement: each says what it finds. */
export function keeps<Terms>(rules: readonly Rule<Terms>[]) {
  return (terms: Terms, { addIssue }: z.RefinementCtx) => {
    for (const { path, code, limit } of rules.flatMap((rule) => rule(terms))) {
      const { error, params } = says(code, limit)
      addIssue({ code: 'custom', path: [path], message: error, params, input: terms })
    }
  }
}
