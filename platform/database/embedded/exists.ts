import { stat } from 'node:fs/promises'

/** Whether something is at a path. What may not be looked at throws: it must not pass for missing. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
