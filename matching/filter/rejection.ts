/** The hard rules, in the order they are asked. */
export const rules = [
  'DECLINED',
  'DEADLINE',
  'SOURCES',
  'ELIGIBILITY',
  'SMALLEST_LOT',
  'DISTANCE',
  'SKILLS',
  'AVAILABILITY',
  'TAKEN',
] as const
export type Rule = (typeof rules)[number]

/** What a miss is counted in. */
export type MissUnit =
  | 'METRES'
  | 'MINUTES'
  | 'DAYS'
  | 'HUNDREDTHS'
  | 'SKILLS'
  | 'CONDITIONS'
  | 'SOURCES'
  | 'DECISIONS'

/** By how much a pair missed a rule. */
export interface Miss {
  /** At least 1. */
  by: number
  unit: MissUnit
  /** Ids of what is missing, such as skills; or names of conditions that are not met, such as `fields`. */
  lacking?: readonly string[]
}

/** Why a resource is not for a need. */
export interface Rejection {
  rule: Rule
  miss: Miss
}
