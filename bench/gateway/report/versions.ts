import { readFile } from 'node:fs/promises'
import { projectFile } from '../../../platform/project-files.js'

const compared = ['@apollo/gateway', '@apollo/server', 'undici']

/** Packages that were compared and their versions, in one line. */
export async function versions(): Promise<string> {
  const own = await packagesOf('package.json')
  const peers = await packagesOf('bench/gateway/peers/package.json')
  const all = [...compared.map((name) => [name, own[name]]), ...Object.entries(peers)]
  return all.map(([name, version]) => `${name} ${version}`).join(', ')
}

async function packagesOf(file: string): Promise<Record<string, string>> {
  const { dependencies, devDependencies } = JSON.parse(await readFile(projectFile(file), 'utf8'))
  return { ...dependencies, ...devDependencies }
}
