import type { CostWeights } from '../policy/cost-weights.js'
import type { ProtectionRules } from '../policy/protection/rules.js'

/** What has to be known of a supergraph to serve it, but for planning: plain data. */
export interface SupergraphContents {
  /** SDL of what clients see. */
  apiSchema: string
  /** SDL of all of it, with what clients do not see, but without descriptions and directives. */
  wholeSchema: string
  /** Who may see what of it. */
  rules: ProtectionRules
  /** What it says about the cost of its parts. */
  weights: CostWeights
  /** Its subgraphs; an address may be empty. */
  subgraphs: readonly { name: string; url: string }[]
}
