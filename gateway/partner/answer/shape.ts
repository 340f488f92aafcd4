import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { type LeafCheck, leafCheck } from './leaf.js'

/** A type as answers are checked by it; asking graphql-js of each value what its type is costs more than the check. */
export type Shape =
  | { kind: 'NON_NULL'; of: Shape }
  | { kind: 'LIST'; of: Shape }
  | { kind: 'LEAF'; check: LeafCheck }
  /** `only` is its type where it can be of one only. */
  | { kind: 'OBJECT'; type: GraphQLNamedType; only: GraphQLObjectType | undefined }

export function shapeOf(type: GraphQLOutputType): Shape {
  if (isNonNullType(type)) return { kind: 'NON_NULL', of: shapeOf(type.ofType) }
  if (isListType(type)) return { kind: 'LIST', of: shapeOf(type.ofType) }
  if (isLeafType(type)) return { kind: 'LEAF', check: leafCheck(type) }
  return { kind: 'OBJECT', type, only: isObjectType(type) ? type : undefined }
}
