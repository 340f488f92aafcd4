import { registerEnumType } from 'type-graphql'
import type { LocalizedText } from '../../../platform/graph/language.js'

export enum AnalogAccessKind {
  PLACE = 'PLACE',
  PHONE = 'PHONE',
  POST = 'POST',
}

registerEnumType(AnalogAccessKind, {
  name: 'AnalogAccessKind',
  description: 'A place to go to, a telephone to call, or an address to write to.',
})

/** A way in without anything digital, as it is stored (vision statement 2). */
export interface StoredAnalogAccess {
  kind: AnalogAccessKind
  /** Address of the place, telephone number, or postal address. */
  value: string
  hours: LocalizedText | null
}
