import type { EntityData, InferEntity } from '@mikro-orm/core'
import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'
import { SubgraphEntity } from './subgraph.entity.js'
import { subgraphColumns, subgraphRows } from './subgraph.queries.js'
import type { Subgraph } from './subgraph.type.js'

/**
 * Writes columns of a subgraph that is locked, as its next version.
 *
 * @returns the subgraph as it is then
 */
export async function writeSubgraph(
  step: Change,
  { id, version }: Pick<Subgraph, 'id' | 'version'>,
  columns: EntityData<InferEntity<typeof SubgraphEntity>>,
): Promise<Subgraph> {
  await step.em.nativeUpdate(
    SubgraphEntity,
    { id },
    { ...columns, updatedAt: step.now, version: version + 1 },
  )
  return storedSubgraph(step, id)
}

/** A subgraph as it is stored now, in this transaction. */
export async function storedSubgraph({ rows }: Pick<Change, 'rows'>, id: string): Promise<Subgraph> {
  const [subgraph] = await rows<Subgraph>(
    sql`select ${subgraphColumns} from ${subgraphRows} where s.id = ${id}`,
  )
  if (subgraph === undefined) throw new TypeError(`The subgraph ${id} is gone in the middle of a change`)
  return subgraph
}
