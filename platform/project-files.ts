import { existsSync } from 'node:fs'

/**
 * Address of a file the project carries beside its code, such as a contract or an example feed.
 * The code runs from the source tree in tests and from `dist/` else; the files stay where they are.
 *
 * @param path relative to the project's root
 */
export function projectFile(path: string): URL {
  return new URL(path, root)
}

const root = findRoot(new URL('.', import.meta.url))

function findRoot(folder: URL): URL {
  if (existsSync(new URL('package-lock.json', folder))) return folder
  const parent = new URL('..', folder)
  if (parent.href === folder.href) throw new TypeError('The project has no root above its own code')
  return findRoot(parent)
}
