import type { LocalizedText } from '../../../../platform/graph/language.js'
import type { StoredAnalogAccess } from '../../analog-access/analog-access.js'
import type { Field } from '../../field.js'
import type { InitiativeStatus } from '../../initiative/initiative-status.js'

/** An initiative as the example content writes it down. */
export interface ExampleInitiative {
  id: string
  title: LocalizedText
  summary: LocalizedText
  description?: LocalizedText
  field: Field
  status: InitiativeStatus
  organization: string
  districts: readonly string[]
  lat?: number | null
  lon?: number | null
  /** First and last day, `YYYY-MM-DD`. */
  startsOn?: string
  endsOn?: string
  analogAccess: readonly StoredAnalogAccess[]
  decisionReason?: string
  /** For a scheduled one. */
  publishInDays?: number
}
