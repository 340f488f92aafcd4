import type { Field } from '../../field.js'
import type { ResourceKind } from '../../goods/resource-kind.js'

/** Which needs and resources a run looks at; an empty list leaves nothing out. */
export interface RunScope {
  kinds: readonly ResourceKind[]
  /** Of the initiatives. */
  fields: readonly Field[]
  /** Ids of districts the initiatives are at work in. */
  districts: readonly string[]
  /** Ids of initiatives. */
  initiatives: readonly string[]
}
