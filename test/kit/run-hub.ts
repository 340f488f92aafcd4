import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { projectFile } from '../../platform/project-files.js'

export interface Ended {
  code: number
  stdout: string
  stderr: string
}

/** Runs a command of the built hub to its end, as partners do. */
export function runHub(args: readonly string[], { key }: { key: string | null }): Promise<Ended> {
  const { HUB_API_KEY: _, ...environment } = process.env
  const env = { ...environment, ...(key !== null && { HUB_API_KEY: key }) }
  const argv = [fileURLToPath(projectFile('dist/bin/hub.js')), ...args]
  return new Promise((done) => {
    execFile(process.execPath, argv, { env }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })
}
