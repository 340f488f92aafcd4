import type { LocalizedText } from '../../../platform/graph/language.js'

/** What coordinators write of a field of action, under the names the graph has for it. */
export interface FieldOfActionContent {
  title: LocalizedText
  description: LocalizedText
  /** Numbers, sorted, each once. */
  visionStatements: number[]
  /** Place in the strategy, from 1. */
  position: number
}
