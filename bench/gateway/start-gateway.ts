import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../platform/database/embedded/free-port.js'
import { messageOf } from '../../platform/errors/hub-error.js'
import { type Child, startChild } from './child.js'
import type { BenchGateway, Surroundings } from './gateways.js'
import { small } from './graph/queries.js'

/** A gateway that answers. */
export interface RunningGateway {
  gateway: BenchGateway
  url: string
  process: Child
}

/** How long a gateway may take to answer for the first time, ms. */
const startMs = 60_000
const probe = new URL('./probe.js', import.meta.url).href

/** Fails with what the gateway printed, or answered, if it does not get so far as to answer. */
export async function startGateway(
  gateway: BenchGateway,
  surroundings: Omit<Surroundings, 'port'>,
): Promise<RunningGateway> {
  process.stderr.write(`${gateway.title} (sharing: ${gateway.sharing}) starts …\n`)
  const port = await freePort()
  const command = gateway.command({ ...surroundings, port })
  const child = startChild({ name: gateway.title, ...command, flags: ['--import', probe] })
  const url = `http://127.0.0.1:${port}/graphql`
  try {
    await Promise.race([untilAnswering(url), child.failed])
    return { gateway, url, process: child }
  } catch (error) {
    await child.stop()
    throw error
  }
}

async function untilAnswering(url: string): Promise<void> {
  const latest = performance.now() + startMs
  for (;;) {
    const answer = await askGateway(url, small.text).catch(messageOf)
    if (answer.startsWith('{"data":{')) return
    if (performance.now() > latest) throw new Error(`no answer after ${startMs / 1000} s: ${answer}`)
    await sleep(100)
  }
}

/** @returns the answer's text */
export async function askGateway(url: string, query: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return response.text()
}
