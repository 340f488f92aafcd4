import { existsSync } from 'node:fs'
import { cp, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect } from '@jest/globals'
import type { RunningService } from '../../kit/service.js'

export const realFolder = fileURLToPath(new URL('../../../../shared/data/education/', import.meta.url))
export const describeWithRealFiles = existsSync(realFolder) ? describe : describe.skip

export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}`, import.meta.url))
}

/** A file with this content, as JSON unless it is text already. */
export async function fileWith(content: unknown, name = 'feed.json'): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'education-')), name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

/** A folder with the files of several others. */
export async function folderOf(folders: readonly string[]): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'education-'))
  for (const folder of folders) await cp(folder, path, { recursive: true })
  return path
}

export interface Node {
  [member: string]: unknown
  id: string
  title: string
}

/** The nodes of a root list, as a page of it shows them. */
export async function listed(service: RunningService, list: string, selection = 'id title'): Promise<Node[]> {
  const { data, errors } = await service.query(`{ ${list} { totalCount edges { node { ${selection} } } } }`)
  expect(errors).toBeUndefined()
  const [connection] = Object.values(data as unknown as Record<string, { edges: { node: Node }[] }>)
  return (connection?.edges ?? []).map(({ node }) => node)
}
