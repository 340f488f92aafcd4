import { execFile } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Whether a process of that id exists, be it another account's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Program and parameters of a process, separated by blanks; undefined where there is no such process or it cannot be
 * seen. A process that has ended but was not yet collected by its parent has an empty one on Linux.
 */
export async function commandLine(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux')
      return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
    const [program, parameters] = process.platform === 'win32' ? windowsQuery(pid) : unixQuery(pid)
    return `${(await run(program, parameters)).stdout.trim()} `
  } catch {
    return undefined
  }
}

/** Folder a process works in; undefined where the system does not tell (all but Linux, or a container's limits). */
export async function workingFolder(pid: number): Promise<string | undefined> {
  return readlink(`/proc/${pid}/cwd`).catch(() => undefined)
}

function unixQuery(pid: number): [string, string[]] {
  return ['ps', ['-ww', '-o', 'command=', '-p', String(pid)]]
}

function windowsQuery(pid: number): [string, string[]] {
  const query = `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`
  return ['powershell.exe', ['-NoProfile', '-Command', query]]
}
