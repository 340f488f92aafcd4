import type { DocumentNode } from 'graphql'

/** A field of an operation whose caller may not see it. */
export interface ForbiddenField {
  /** Where it is, from the root of the operation. */
  path: readonly Step[]
  /** `Type.field`. */
  coordinate: string
  /** Says what is needed. */
  message: string
}

/** One level of a path: a field on objects of certain types. */
export interface Step {
  /** The name in the response. */
  key: string
  /** Object types of which the object can be that has the field here. */
  types: ReadonlySet<string>
}

export interface Permitted {
  /** Null: nothing of it may be executed. */
  document: DocumentNode | null
  /** Empty: `document` is the one that was asked. */
  forbidden: readonly ForbiddenField[]
  /** Name in the response under which `document` asks for types of objects, for `withNulls` to know them. */
  typeKey: string
}
