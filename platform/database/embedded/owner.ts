import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ownerUnder, type RunAs } from './run-as.js'

/** Gives a tree to whom the server will run as; the data may come from a run under another identity. */
export async function changeOwner(path: string, runAs: RunAs): Promise<void> {
  const owner = ownerUnder(runAs)
  // chown walks some thousand files in a few milliseconds, and does not follow links out of the tree.
  if (owner) await promisify(execFile)('chown', ['-R', '-h', `${owner.uid}:${owner.gid}`, path])
}
