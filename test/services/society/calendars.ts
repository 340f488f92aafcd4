import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunningService } from '../../kit/service.js'

/** Files a test writes, removed with their folder. */
export interface TestFolder {
  path: string
  /** Writes a file and gives its path. */
  write(name: string, content: string | Buffer): Promise<string>
  remove(): Promise<void>
}

export async function testFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), 'society-test-'))
  return {
    path,
    async write(name, content) {
      await writeFile(join(path, name), content)
      return join(path, name)
    },
    remove: () => rm(path, { recursive: true, force: true }),
  }
}

/** A calendar of components, each given by its lines. */
export function calendar(...components: string[][]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//DE',
    ...components.flat(),
    'END:VCALENDAR',
  ]
  return `${lines.join('\r\n')}\r\n`
}

export function event(...lines: string[]): string[] {
  return ['BEGIN:VEVENT', ...lines, 'END:VEVENT']
}

/** A VTIMEZONE whose clocks never change. */
export function fixedZone(tzid: string, offset: string): string[] {
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${tzid}`,
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    `TZOFFSETFROM:${offset}`,
    `TZOFFSETTO:${offset}`,
    'END:STANDARD',
    'END:VTIMEZONE',
  ]
}

export interface EventNode {
  id: string
  title: string
  description: string | null
  startsAt: string
  endsAt: string
  allDay: boolean
  place: string | null
  location: { lat: number; lon: number } | null
  categories: string[]
  status: string
  organizer: string | null
  webAddress: string | null
  recurs: boolean
  continuesAfter: string | null
  district: { id: string } | null
  occurrences: { startsAt: string; endsAt: string; title: string; place: string | null }[]
}

const everything = `id title description startsAt endsAt allDay place location { lat lon } categories status organizer
  webAddress recurs continuesAfter district { id }
  occurrences(from: "0001-01-02T00:00:00Z", first: 100) { startsAt endsAt title place }`

/** An event by the UID it has in the feed `test`, with the first hundred of its occurrences. */
export async function eventOf(service: RunningService, uid: string): Promise<EventNode> {
  const { data, errors } = await service.query(`query ($id: ID!) { event(id: $id) { ${everything} } }`, {
    id: `test:${uid}`,
  })
  if (errors) throw new Error(JSON.stringify(errors))
  return (data as unknown as { event: EventNode }).event
}

/** When an event takes place, to the minute, UTC. */
export async function startsOf(service: RunningService, uid: string): Promise<string[]> {
  const { occurrences } = await eventOf(service, uid)
  return occurrences.map(({ startsAt }) => startsAt.slice(0, 16))
}

/** UIDs of everything the feed `test` holds. */
export async function uidsOf(service: RunningService): Promise<string[]> {
  const { rows } = await service.database.pool.query<{ id: string }>(
    `select id from society.event where feed_id = 'test' order by id`,
  )
  return rows.map(({ id }) => id.slice('test:'.length))
}
