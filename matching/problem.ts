import type { Openness } from './availability/open-windows.js'
import type { TermWeights } from './score/terms.js'
import type { Window } from './windows.js'

/** Hundredths of a unit: an integer from 1 to `mostAmount`. */
export type Amount = number

/** Largest amount, in hundredths: the product with any score is an exact number. */
export const mostAmount = 1e12

/**
 * What using something does to it.
 *
 * - `SPENT`: what is given is gone, such as euros.
 * - `TIME`: what is given are hours or days of a fixed supply; they are gone, too, and take place at some time.
 * - `HELD`: it is used for a time and is there again afterwards, such as seats.
 */
export type UnitUse = 'SPENT' | 'TIME' | 'HELD'

/** A unit amounts are counted in. */
export interface UnitOfUse {
  use: UnitUse
  /** Of `TIME`: whether it counts hours or calendar days on which there is time at all. */
  counts?: 'HOURS' | 'DAYS'
  /** Whether there are no parts of one, as of a seat: amounts are multiples of 100 then. */
  whole?: boolean
}

export interface Place {
  /** WGS 84, degrees. */
  lat: number
  lon: number
}

/** What a resource and a need have in common. */
export interface Goods {
  id: string
  organizationId: string
  kind: string
  /** A key of the problem's `units`. */
  unit: string
  amount: Amount
  /** Whether a part of the amount is of use. */
  splittable: boolean
  /** Smallest part of use; null where any is. */
  smallestLot: Amount | null
  openness: Openness
  place: Place | null
  /** How far from its place it may be used, metres; null: anywhere. */
  radius: number | null
  /** Ids. A resource brings them along, a need asks for them. */
  skills: readonly string[]
}

/** Something that can be given. */
export interface Resource extends Goods {
  /** One need at a time, or several at once, each a part. */
  sharing: 'EXCLUSIVE' | 'POOLED'
  /** Whom it is for; an empty list leaves nobody out. */
  eligibility: {
    fields: readonly string[]
    organizationKinds: readonly string[]
    districts: readonly string[]
  }
}

/** Something that is lacking. */
export interface Need extends Goods {
  /** Last day on which an answer is of use, `YYYY-MM-DD`. */
  deadline: string | null
  /** From how many resources it may be met at most; null: from any number. */
  mostSources: number | null
  /** Of the initiative that has it. */
  field: string
  districts: readonly string[]
  organizationKind: string
  /** How much the town's roadmap wants it, 0 to 1000. */
  priority: number
  /** How much of what its organization asked for it got lately, 0 to 1000. */
  received: number
}

/** An amount of a resource that is promised to a need; no plan moves it. */
export interface Allocation {
  needId: string
  resourceId: string
  amount: Amount
  /** When it is used: in order, apart from each other. */
  windows: readonly Window[]
}

/** Which terms count how much. */
export interface Policy {
  weights: TermWeights
}

/** Everything that is to be known to match needs with resources. */
export interface Problem {
  needs: readonly Need[]
  resources: readonly Resource[]
  /** Also those of needs and resources that are not in the problem themselves. */
  allocations: readonly Allocation[]
  /** Pairs that were declined and are not to be proposed again. */
  declined: readonly { needId: string; resourceId: string }[]
  units: Readonly<Record<string, UnitOfUse>>
  /** The more general skills above each skill, nearest first. */
  skillAncestors: Readonly<Record<string, readonly string[]>>
  /** What is matched is used within it; its beginning is the moment the plan is made for. */
  horizon: Window
  /** Whose days the deadlines are, and whose clocks show hours that name no zone (IANA time zone database). */
  timeZone: string
  policy: Policy
}

/** How long a plan may take. The engine has no clock of its own. */
export interface Limits {
  /** The caller's clock, ms; only differences count. */
  now: () => number
  timeMs: number
  /** Asked now and then: whether to give up the search, and answer with what there is. */
  stop?: () => boolean
  onProgress?: (progress: Progress) => void
}

export const steps = ['FILTER', 'SCORE', 'ASSIGN', 'PROPOSE'] as const
export type Step = (typeof steps)[number]

export interface Progress {
  step: Step
  /** Of `total`, in this step. */
  done: number
  total: number
}
