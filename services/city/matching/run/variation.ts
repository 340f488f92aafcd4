import type { TermWeights } from '../../../../matching/score/terms.js'

/** What is other than it is, in a run that only asks what would be. */
export interface Variation {
  /** Null: as the policy says. */
  weights: TermWeights | null
  /** Ids of resources that are taken not to be there. */
  withoutResources: readonly string[]
  /** Ids of needs that are taken not to be there. */
  withoutNeeds: readonly string[]
  /** Resources of which there is more or less than there is: the amount in the resource's unit. */
  amounts: readonly { resourceId: string; amount: string }[]
}
