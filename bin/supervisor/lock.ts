import { mkdir, unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { join, relative, resolve } from 'node:path'
import { HubError, messageOf } from '../../platform/errors/hub-error.js'

/** Longest path a Unix socket may have, bytes (sun_path on macOS; Linux allows a few more). */
const longestSocketPath = 103

/**
 * Keeps a second hub out of a state folder for as long as this process lives. The lock is a listening socket:
 * the operating system frees it with the process, however that ends, so it can never be left behind locked.
 *
 * @throws HubError ALREADY_RUNNING, CONFIG_INVALID if the folder cannot be used
 */
export async function lockStateDirectory(directory: string): Promise<{ release(): Promise<void> }> {
  await makeDirectory(directory)
  const address = socketAddress(directory)
  if (await answers(address)) {
    throw new HubError(
      'ALREADY_RUNNING',
      `A hub already runs in ${resolve(directory)}: use that one, or end it with Ctrl-C where it was started.`,
    )
  }
  // Nobody answers, so a socket file that is there is what a killed hub has left.
  if (process.platform !== 'win32') await unlink(address).catch(() => {})
  const server = await listenOn(address, directory)
  return { release: () => new Promise((done) => server.close(() => done())) }
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    // Others may pass through, for the database runs as another user where the hub is started by root.
    await mkdir(directory, { recursive: true, mode: 0o711 })
  } catch (error) {
    throw unusable(directory, error)
  }
}

function socketAddress(directory: string): string {
  if (process.platform === 'win32') return join('\\\\?\\pipe', resolve(directory), 'hub')
  const absolute = join(resolve(directory), 'hub.sock')
  const near = relative(process.cwd(), absolute)
  const path = near.length < absolute.length ? near : absolute
  if (Buffer.byteLength(path) <= longestSocketPath) return path
  throw new HubError(
    'CONFIG_INVALID',
    `The path ${directory} is too long: set HUB_STATE_DIRECTORY to a shorter one.`,
  )
}

function answers(address: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(address)
    socket.on('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.on('error', () => done(false))
  })
}

function listenOn(address: string, directory: string): Promise<Server> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.destroy())
    server.on('error', (error) => fail(unusable(directory, error)))
    server.listen(address, () => done(server.unref()))
  })
}

function unusable(directory: string, error: unknown): HubError {
  return new HubError(
    'CONFIG_INVALID',
    `The folder ${directory} cannot be used (${messageOf(error)}): set HUB_STATE_DIRECTORY to one this user may write to.`,
  )
}
