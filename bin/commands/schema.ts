import { readFile, writeFile } from 'node:fs/promises'
import { HubError } from '../../platform/errors/hub-error.js'
import { projectFile } from '../../platform/project-files.js'
import { contractFiles } from '../contracts.js'
import { permissionsPage } from '../permissions/page.js'
import { services } from '../services.js'

/**
 * `hub schema`: writes the contracts the code declares, and the table of who may do what; or with `--check`
 * compares them.
 *
 * @throws HubError SCHEMA_DRIFT naming the files that differ, SCHEMA_INVALID if the subgraphs do not compose
 */
export async function schema({ check = false }: { check?: boolean }): Promise<void> {
  const drifted: string[] = []
  for (const [name, text] of declaredFiles()) {
    const file = projectFile(name)
    const committed = await readFile(file, 'utf8').catch(() => undefined)
    if (committed === text) continue
    drifted.push(name)
    if (!check) await writeFile(file, text)
  }
  if (check && drifted.length > 0) {
    throw new HubError(
      'SCHEMA_DRIFT',
      `${drifted.join(', ')} differ from the code: run "npx hub schema" and commit.`,
    )
  }
  process.stdout.write(
    drifted.length ? `Written: ${drifted.join(', ')}\n` : 'The contracts are as the code declares.\n',
  )
}

/** Texts by their places in the repository. */
function declaredFiles(): Map<string, string> {
  const contracts = [...contractFiles(services)].map(([name, text]) => [`schema/${name}`, text] as const)
  return new Map([...contracts, ['docs/permissions.md', permissionsPage(services)]])
}
