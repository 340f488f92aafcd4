import { diff } from '@graphql-inspector/core'
import { brokenOperations } from '../../../../schema/checks/broken-operations.js'
import { apiSchemaOf } from '../../../../schema/checks/compose-with-others.js'
import type { KnownOperation } from '../../../../schema/checks/finding.js'

/** A supergraph that takes the place of another, and the operations that are in use. */
export interface SupergraphChange {
  before: string
  after: string
  operations: readonly KnownOperation[]
}

/** The operations that would break, in their order. */
export async function operationsBroken({
  before: textBefore,
  after: textAfter,
  operations,
}: SupergraphChange): Promise<KnownOperation[]> {
  const [before, after] = [apiSchemaOf(textBefore), apiSchemaOf(textAfter)]
  const changes = await diff(before, after)
  const broken = new Set(
    brokenOperations(changes, { operations, before, after }).flatMap((change) => change.operations),
  )
  return operations.filter((operation) => broken.has(operation))
}
