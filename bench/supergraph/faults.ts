import { Agent } from 'undici'
import { hubCommands } from '../../test/kit/hub-commands.js'
import { makePartnerLive } from '../../test/kit/live-partner.js'
import { startForPeople } from '../../test/kit/people.js'
import { faults } from '../../test/kit/unsteady-host.js'
import { constantLoad, type Load, report, untilWell } from './constant-load.js'

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
    report('the partner is well', await constantLoad(load))
    for (const [fault, answer] of Object.entries(faults)) {
      partner.host.fail(answer)
      report(`it ${fault}`, await constantLoad(load))
      partner.host.fail()
      await wellAgain()
    }
    await partner.host.stop()
    report('it listens no more', await constantLoad(load))
    await partner.host.start()
    await dispatcher.close()
  } finally {
    await partner.stop()
  }
} finally {
  await commands.remove()
}
