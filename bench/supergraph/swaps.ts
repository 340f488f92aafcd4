import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { hubCommands } from '../../test/kit/hub-commands.js'
import { makePartnerLive } from '../../test/kit/live-partner.js'
import { make, mutation } from '../../test/kit/organizations.js'
import { startForPeople } from '../../test/kit/people.js'

/** Load of each part, requests a second, and how long it lasts, s. */
const rate = 200
const seconds = 30
const swaps = 20

const query = `{ district(id: "05370004-01") { name repairCafes(first: 5) { edges { node { name } } } } }`

const rollBack = mutation('rollBackSubgraph', { id: 'ID!', number: 'Int!', reason: 'String!' }, 'id')

const commands = await hubCommands()
try {
  const hub = await startForPeople(commands, { HUB_PARTNER_PRIVATE_ADDRESSES: 'true' })
  const partner = await makePartnerLive(hub)
  try {
    // Two versions to go to and fro between: two supergraphs.
    await partner.publish((sdl) =>
      sdl.replace('"""Telephone,', '"""Its pages."""\n  website: String\n  """Telephone,'),
    )
    const agent = new Agent({ connections: 64 })
    while ((await ask(agent, hub.address)) !== undefined) await sleep(50)
    process.stdout.write(
      `node ${process.version}; ${rate} requests/s for ${seconds} s, from when each was due\n`,
    )
    await load(agent, hub.address)
    report('without a swap', await load(agent, hub.address))
    const during = load(agent, hub.address)
    for (let swap = 0; swap < swaps; swap++) {
      const change = { id: partner.id, number: (swap % 2) + 1, reason: 'To and fro.' }
      await make(partner.coordinator, rollBack, change)
      await sleep((seconds * 1000) / (swaps + 1))
    }
    report(`over ${swaps} swaps`, await during)
    await agent.close()
  } finally {
    await partner.stop()
  }
} finally {
  await commands.remove()
}

/** @returns what is wrong with the answer, if anything */
async function ask(dispatcher: Agent, address: string): Promise<string | undefined> {
  const { statusCode, body } = await request(`${address}/graphql`, {
    dispatcher,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  const text = await body.text()
  return statusCode === 200 && !text.includes('"errors"') ? undefined : text
}

interface Outcome {
  latencies: number[]
  failures: string[]
}

/** A constant rate: a request that comes late because others were slow counts from when it was due. */
async function load(dispatcher: Agent, address: string): Promise<Outcome> {
  const outcome: Outcome = { latencies: [], failures: [] }
  const begun = performance.now()
  const running: Promise<void>[] = []
  for (let number = 0; number < rate * seconds; number++) {
    const due = begun + (number * 1000) / rate
    const early = due - performance.now()
    if (early > 1) await sleep(early)
    running.push(
      ask(dispatcher, address)
        .catch(String)
        .then((failure) => {
          outcome.latencies.push(performance.now() - due)
          if (failure !== undefined) outcome.failures.push(failure)
        }),
    )
  }
  await Promise.all(running)
  return outcome
}

function report(what: string, { latencies, failures }: Outcome): void {
  const sorted = latencies.toSorted((one, other) => one - other)
  const percentile = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1)
  process.stdout.write(
    `${what.padEnd(16)} p50 ${percentile(0.5)} ms  p99 ${percentile(0.99)} ms  max ${percentile(0.9999)} ms  failed ${failures.length} of ${sorted.length}\n`,
  )
  for (const failure of new Set(failures)) process.stdout.write(`  ${failure.slice(0, 300)}\n`)
}
