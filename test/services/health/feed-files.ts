import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Path of a file that lies beside the tests. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}`, import.meta.url))
}

/** Writes files into a folder that is gone at the end of the test; anything but a text is written as JSON. */
export async function withFolder<T>(
  files: Record<string, unknown>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'health-'))
  try {
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
    }
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** A Bundle of resources. */
export function bundle(resources: readonly unknown[], more: Record<string, unknown> = {}) {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
    ...more,
  }
}

/** A HealthcareService with as little as one may have. */
export function aService(id: string, more: Record<string, unknown> = {}) {
  return { resourceType: 'HealthcareService', id, name: `Dienst ${id}`, ...more }
}
