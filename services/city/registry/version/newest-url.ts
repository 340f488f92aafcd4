import { sql } from 'kysely'
import type { SubgraphContext } from '../../../../platform/graph/context.js'

/** Where the newest version of a subgraph is served, whatever has become of it; undefined if there is none. */
export async function newestUrl(
  { database }: Pick<SubgraphContext, 'database'>,
  subgraphId: string,
): Promise<string | undefined> {
  const [newest] = await database.rows<{ url: string }>(sql`select url from city.subgraph_version
    where subgraph_id = ${subgraphId} order by number desc limit 1`)
  return newest?.url
}
