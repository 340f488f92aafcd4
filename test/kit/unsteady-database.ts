import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a PostgreSQL server that can be cut. */
export interface UnsteadyDatabase {
  /** Of the same database, by this way. */
  url: string
  /** Ends all connections, and takes no more until it is mended. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

/** @param behind address of the database */
export async function startUnsteadyDatabase(behind: string): Promise<UnsteadyDatabase> {
  const target = new URL(behind)
  const sockets = new Set<Socket>()
  let isCut = false
  const endAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  const server = createServer((socket) => {
    if (isCut) return void socket.destroy()
    const onward = connect(Number(target.port || 5432), target.hostname)
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one)
      one
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(one)
          other.destroy()
        })
      one.pipe(other)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(behind)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: url.href,
    cut: () => {
      isCut = true
      endAll()
    },
    mend: () => {
      isCut = false
    },
    close: async () => {
      endAll()
      await new Promise((closed) => server.close(closed))
    },
  }
}
