import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { peersFolder } from './gateways.js'

/**
 * Installs the package of the other gateways, unless it is there.
 *
 * @returns why they are not there, if so
 */
export async function installPeers(): Promise<string | undefined> {
  if (existsSync(`${peersFolder}node_modules/.package-lock.json`)) return undefined
  process.stderr.write('The other gateways are being installed …\n')
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: peersFolder,
    stdio: ['ignore', 'ignore', 'pipe'],
    // npm is a script there.
    shell: process.platform === 'win32',
  })
  let output = ''
  npm.stderr.on('data', (chunk) => {
    output = `${output}${chunk}`.slice(-500)
  })
  const [code] = await once(npm, 'close')
  return code === 0 ? undefined : `npm ci ended with ${code}: ${output.trim()}`
}
