import { open, rename } from 'node:fs/promises'

/**
 * Writes a file in place of the one before. Half a file is never seen, whenever the process or the machine ends.
 *
 * @throws Error of Node if the disk refuses; the one before stays
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(`${path}.new`, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}
