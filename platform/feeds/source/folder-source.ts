import { opendir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { systemCode } from '../../errors/system-code.js'
import { addFile, type FileEntry, type FileSet, isVisible } from './file-set.js'
import { openFile } from './file-source.js'

/** The folder itself is level 1; files further down than this are left out. */
const maxDepth = 3

/**
 * The files of a folder and two levels of folders in it, by relative path with `/`.
 * Links are followed only where they lead to something inside the folder.
 *
 * @throws HubError SOURCE_TOO_LARGE if there are more than 10,000 files
 */
export async function folderSet(path: string): Promise<FileSet> {
  const root = await realpath(path)
  const files = new Map<string, FileEntry>()
  await collect({ root, location: path, files }, '', 1)
  return { files, close: async () => {} }
}

interface Walk {
  root: string
  location: string
  files: Map<string, FileEntry>
}

async function collect(walk: Walk, folder: string, depth: number): Promise<void> {
  for await (const { name } of await opendir(join(walk.root, folder))) {
    const relative = folder ? `${folder}/${name}` : name
    const target = isVisible(name) ? await insideTarget(walk.root, relative) : undefined
    if (!target) continue
    const found = await stat(target)
    if (found.isFile()) {
      addFile(walk.files, relative, { size: found.size, open: () => openFile(target) }, walk.location)
    } else if (found.isDirectory() && depth < maxDepth) await collect(walk, relative, depth + 1)
  }
}

/** Where a path really leads, or undefined if that is nowhere or outside of the root. */
async function insideTarget(root: string, relative: string): Promise<string | undefined> {
  try {
    const target = await realpath(join(root, relative))
    return target.startsWith(root.endsWith(sep) ? root : root + sep) ? target : undefined
  } catch (error) {
    // A link to nothing is no reason to refuse the folder it lies in.
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}
