import { setTimeout as sleep } from 'node:timers/promises'
import { Agent } from 'undici'
import { hubCommands } from '../../test/kit/hub-commands.js'
import { makePartnerLive } from '../../test/kit/live-partner.js'
import { make, mutation } from '../../test/kit/organizations.js'
import { startForPeople } from '../../test/kit/people.js'
import { median } from '../hub-process.js'
import { constantLoad, type Load, report, untilWell } from './constant-load.js'

const rate = 200
const seconds = 30
const swaps = 20

const query = '{ district(id: "05370004-01") { name repairCafes(first: 5) { edges { node { name } } } } }'
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
    const dispatcher = new Agent({ connections: 64 })
    const problemOf = (text: string) => (text.includes('"errors"') ? text : undefined)
    const load: Load = { dispatcher, address: hub.address, query, rate, seconds, problemOf }
    await untilWell(load)
    process.stdout.write(
      `node ${process.version}; ${rate} requests/s for ${seconds} s, each from when it was due\n`,
    )
    const times: number[] = []
    for (let swap = 0; swap < swaps; swap++) times.push(await timeToServe((swap % 2) + 1))
    const [middle, longest] = [median(times), Math.max(...times)].map((ms) => ms.toFixed(0))
    process.stdout.write(
      `from a rollback's answer until it serves: median ${middle} ms, longest ${longest} ms\n`,
    )
    await constantLoad(load)
    report('without a swap', await constantLoad(load))
    const during = constantLoad(load)
    for (let swap = 0; swap < swaps; swap++) {
      await rollBackTo((swap % 2) + 1)
      await sleep((seconds * 1000) / (swaps + 1))
    }
    report(`over ${swaps} swaps`, await during)
    await dispatcher.close()

    async function rollBackTo(number: number): Promise<void> {
      await make(partner.coordinator, rollBack, { id: partner.id, number, reason: 'To and fro.' })
    }

    async function timeToServe(number: number): Promise<number> {
      await rollBackTo(number)
      const begun = performance.now()
      // Only the second version has the field.
      const isServed = (text: string) => text.includes('"errors"') === (number === 1)
      await untilWell({
        ...load,
        query: '{ repairCafes(first: 1) { edges { node { website } } } }',
        problemOf: (text) => (isServed(text) ? undefined : text),
      })
      return performance.now() - begun
    }
  } finally {
    await partner.stop()
  }
} finally {
  await commands.remove()
}
