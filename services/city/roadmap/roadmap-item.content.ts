import type { LocalizedText } from '../../../platform/graph/language.js'
import type { RoadmapPriority, RoadmapState } from './roadmap-terms.js'

/** What coordinators write of an item, under the names the graph has for it. */
export interface RoadmapItemContent {
  title: LocalizedText
  startQuarter: string
  endQuarter: string
  priority: RoadmapPriority
  state: RoadmapState
  /** Id. */
  fieldOfAction: string
  /** Ids, sorted, each once. */
  initiatives: string[]
}
