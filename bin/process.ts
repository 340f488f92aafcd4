/** A part of a process that answers requests. */
export interface Listening {
  name: string
  address: string
  /** Lets running requests end, then frees everything. */
  close(): Promise<void>
}

/** What a process tells the one that started it. */
export interface ReadyMessage {
  ready: { name: string; address: string }[]
}

/** What a command tells the people at the screen, for the process that started it to show. */
export interface NoticeMessage {
  notice: string
}

/** Shows people something that must not get lost, also where the process that started this one holds its output back. */
export function notify(notice: string): void {
  if (process.send) tell({ notice })
  else process.stdout.write(`${notice}\n`)
}

/** Tells the process that started this one that it answers; prints it where nobody listens. */
export function announceReady(listening: readonly Listening[]): void {
  const ready = listening.map(({ name, address }) => ({ name, address }))
  if (process.send) tell({ ready })
  else for (const { name, address } of ready) process.stdout.write(`${name} answers at ${address}\n`)
}

/** If the process that started this one has been killed meanwhile, nobody needs to know; this one ends by itself. */
function tell(message: ReadyMessage | NoticeMessage): void {
  process.send?.(message, undefined, undefined, () => {})
}

/** Resolves when the process shall end: told by a signal, or because the one that started it is gone. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => resolve()
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
    process.on('disconnect', stop)
    // Killed while this one was starting, when nothing listened yet.
    if (process.connected === false) stop()
  })
}
