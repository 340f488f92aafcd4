import { Agent } from 'undici'
import { hubCommands } from '../../test/kit/hub-commands.js'
import { makePartnerLive } from '../../test/kit/live-partner.js'
import { startForPeople } from '../../test/kit/people.js'
import { faults } from '../../test/kit/unsteady-host.js'
import { constantLoad, type Load, type Outcome, percentile, report, untilWell } from './constant-load.js'

const rate = 50
const seconds = 20

const query = `{ district(id: "05370004-01") { name initiatives(first: 3) { edges { node { id } } }
  repairCafes(first: 5) { edges { node { name } } } } }`

const commands = await hubCommands()
try {
  const hub = await startForPeople(commands, { HUB_PARTNER_PRIVATE_ADDRESSES: 'true' })
  const partner = await makePartnerLive(hub)
  try {
    const dispatcher = new Agent({ connections: 64 })
    const load: Load = {
      dispatcher,
      address: hub.address,
      query,
      rate,
      seconds,
      // The partner's own fields may be null; the town's may not.
      problemOf: (text) => (/"name":"Erkelenz".*"initiatives":\{"edges":\[\{/.test(text) ? undefined : text),
    }
    const wellAgain = () =>
      untilWell({ ...load, problemOf: (text) => (text.includes('"errors"') ? text : undefined) })
    await wellAgain()
    process.stdout.write(
      `node ${process.version}; ${rate} requests/s for ${seconds} s, each from when it was due; wrong: a field of the town is\n`,
    )
    await constantLoad(load)
    for (const [fault, answer] of Object.entries(faults)) {
      await compare(
        fault,
        async () => partner.host.fail(answer),
        async () => partner.host.fail(),
      )
    }
    await compare('listens no more', partner.host.stop, partner.host.start)
    await dispatcher.close()

    /** Between two times without a fault, for what else the machine does changes within minutes. */
    async function compare(fault: string, begin: () => Promise<void>, end: () => Promise<void>) {
      const before = await constantLoad({ ...load, seconds: seconds / 2 })
      await begin()
      const failing = await constantLoad(load)
      await end()
      await wellAgain()
      const after = await constantLoad({ ...load, seconds: seconds / 2 })
      const well: Outcome = {
        latencies: [...before.latencies, ...after.latencies],
        problems: [...before.problems, ...after.problems],
      }
      report(`it ${fault}`, failing)
      report('before and after', well)
      const usual = percentile(well, 0.99)
      const slow = failing.latencies.filter((ms) => ms > 1.2 * usual).length
      process.stdout.write(
        `  p99 by ${(percentile(failing, 0.99) / usual).toFixed(2)}; above 1.2 times: ${slow} of ${failing.latencies.length}\n`,
      )
    }
  } finally {
    await partner.stop()
  }
} finally {
  await commands.remove()
}
