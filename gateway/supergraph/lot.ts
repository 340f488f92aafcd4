import { createHash } from 'node:crypto'
import { type Caller, isAnonymous } from '../../platform/caller/caller.js'

/**
 * A lot from 0 to 99, by which requests are shared out between what is live and canaries. Who asks draws the same one
 * each time, so that the answers to one page come from one supergraph.
 *
 * @param address of the client, which stands for those who are nobody
 */
export function lotOf(caller: Caller, address: string): number {
  const drawer = isAnonymous(caller) ? `address ${address}` : caller.subject
  return createHash('sha256').update(drawer).digest().readUInt32BE() % 100
}
