import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { HubError } from '../../platform/errors/hub-error.js'
import { checkedAnswer } from './check.js'
import { startField } from './field.js'
import { queries } from './graph/queries.js'
import { readOptions } from './options.js'
import { selfTimes } from './report/self-times.js'
import type { LoadAnswer } from './servers/load.js'

/** Lines that are printed. */
const shown = 40

const { values } = parseArgs({
  options: {
    query: { type: 'string', default: 'big' },
    gateway: { type: 'string', default: 'ours' },
    seconds: { type: 'string', default: '5' },
  },
})
const { chosen, hub, seconds, warmUpSeconds, connections } = readOptions([
  '--only',
  values.gateway,
  '--seconds',
  values.seconds,
])
const query = queries.find(({ name }) => name === values.query)
if (query === undefined) throw new HubError('CONFIG_INVALID', '--query is to be "big" or "small".')
const file = join(
  await mkdtemp(join(tmpdir(), 'bindeglied-profile-')),
  `${values.gateway}-${query.name}.cpuprofile`,
)

const field = await startField({ chosen, hub })
try {
  const [running] = field.running
  if (running === undefined) throw new Error(`no gateway: ${field.absent[0]?.reason}`)
  const expected = await checkedAnswer(running, query)
  const load = { url: running.url, body: JSON.stringify({ query: query.text }), expected, connections }
  await field.load.ask({ ...load, seconds: warmUpSeconds })
  await running.process.ask('profile')
  const { requests } = await field.load.ask<LoadAnswer>({ ...load, seconds })
  await running.process.ask({ saveProfile: file })
  const profile = JSON.parse(await readFile(file, 'utf8'))
  process.stdout.write(
    `Node ${process.version}; ${values.gateway}, ${query.name} query, ${requests} requests in ${seconds} s\n`,
  )
  for (const { place, share, milliseconds } of selfTimes(profile).slice(0, shown)) {
    const figures = [
      `${(share * 100).toFixed(1)} %`.padStart(7),
      `${(milliseconds / requests).toFixed(4)} ms`.padStart(11),
    ]
    process.stdout.write(`${figures.join('')}  ${place}\n`)
  }
  process.stdout.write(`Own time of functions, their share and per request. The whole of it: ${file}\n`)
} finally {
  await field.stop()
}
