import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { HubError } from '../../errors/hub-error.js'
import { explain } from './explain.js'
import { followOutput } from './output.js'

/**
 * Waits for a program that ends by itself.
 *
 * @throws HubError DATABASE_UNAVAILABLE with the cause when it ends with a failure
 */
export async function finish(name: string, child: ChildProcess, log: (line: string) => void): Promise<void> {
  const lines = followOutput(child, log)
  const [code] = await once(child, 'close')
  if (code !== 0) throw new HubError('DATABASE_UNAVAILABLE', `${name} failed. ${explain(lines)}`)
}
