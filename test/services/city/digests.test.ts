import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import { Audience } from '../../../platform/changes/event.entity.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import type { Mail, Mailer } from '../../../platform/mail/mail.js'
import { mailFiles, readMail } from '../../../platform/mail/mail-folder.js'
import { sendDue } from '../../../services/city/notification/decision-mail/send-due.js'
import { morningsBefore } from '../../../services/city/notification/digest/mornings.js'
import { sendRound } from '../../../services/city/notification/digest/send-digests.js'
import { handOver } from '../../../services/city/notification/outbox/hand-over.js'
import { city } from '../../../services/city/service.js'
import { keyOf } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { addOrganizations, happens, jobAt, lendRecipients } from './telling-kit.js'

/** Monday, 7:00 by the town's clocks. */
const monday = new Date('2026-11-23T06:00:00Z')
const hour = 3_600_000
const day = 24 * hour
const after = (ms: number, start = monday) => new Date(start.getTime() + ms)

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now: monday })
  await addOrganizations(service)
})
afterAll(() => service.stop())
beforeEach(async () => {
  for (const table of ['event', 'digest', 'digest_round', 'digest_preference']) {
    await service.database.rows(sql`delete from ${sql.table(`city.${table}`)}`)
  }
  await lendRecipients(service, [
    { account: 'coordinator', email: 'coordinator@town.example', role: 'COORDINATOR', organization: null },
    {
      account: 'owner',
      email: 'owner@garden.example',
      role: 'OWNER',
      organization: 'garden',
      language: 'EN',
    },
    { account: 'member', email: 'member@garden.example', role: 'MEMBER', organization: 'garden' },
  ])
})

interface Post extends Mailer {
  sent: Mail[]
  /** Called before a mail is taken. */
  taking: () => Promise<void> | void
}

function post(): Post {
  const taken: Post = {
    sent: [],
    taking: () => {},
    async send(mail) {
      await taken.taking()
      taken.sent.push(mail)
    },
    close: () => {},
  }
  return taken
}

const down = () => {
  throw new HubError('MAIL_UNAVAILABLE', 'The mail server is away.')
}
const recipients = ({ sent }: Post) => sent.map(({ to }) => to).sort()

async function round(at: Date, mailer = post()): Promise<Post> {
  await sendRound(jobAt(service, at), mailer)
  return mailer
}

const signedIn = (subject: string): Caller => ({ subject, roles: [], memberships: [] })
const choose = (
  account: string,
  frequency: string,
  language: string | null = null,
  caller = signedIn(account),
) =>
  service.query(
    `mutation ($frequency: DigestFrequency!, $language: Language, $key: String!) {
      setDigest(frequency: $frequency, language: $language, idempotencyKey: $key) { frequency language }
    }`,
    { frequency, language, key: randomUUID() },
    caller,
  )

describe('the mornings of digests', () => {
  test.each([
    [
      'before 7 it is the one of the day before',
      '2026-11-25T05:59:59Z',
      '2026-11-24T06:00Z',
      '2026-11-23T06:00Z',
    ],
    ['from 7 on it is the one of the day', '2026-11-25T06:00:00Z', '2026-11-25T06:00Z', '2026-11-23T06:00Z'],
    [
      'before 7 on a Monday the week before counts',
      '2026-11-23T05:59:59Z',
      '2026-11-22T06:00Z',
      '2026-11-16T06:00Z',
    ],
    [
      'in summer 7 by the clocks is another moment',
      '2026-07-01T05:00:00Z',
      '2026-07-01T05:00Z',
      '2026-06-29T05:00Z',
    ],
    [
      'when the clocks go forward in the night',
      '2026-03-29T05:00:00Z',
      '2026-03-29T05:00Z',
      '2026-03-23T06:00Z',
    ],
    [
      'when the clocks go back in the night',
      '2026-10-25T05:59:59Z',
      '2026-10-24T05:00Z',
      '2026-10-19T05:00Z',
    ],
    ['after the clocks went back', '2026-10-25T06:00:00Z', '2026-10-25T06:00Z', '2026-10-19T05:00Z'],
  ])('%s', (_what, at, daily, weekly) => {
    const mornings = morningsBefore(new Date(at))
    expect(mornings).toMatchObject({ daily: new Date(daily), weekly: new Date(weekly) })
    const hours = (mornings.daily.getTime() - mornings.dailyFrom.getTime()) / hour
    expect([23, 24, 25]).toContain(hours)
  })
})

describe('a digest', () => {
  test('tells coordinators every day what has happened, and owners every Monday what is theirs', async () => {
    await happens(service, {}, after(-2 * hour))
    await happens(
      service,
      { type: 'need.stated', organizationId: 'school', data: { title: 'Raum' } },
      after(-hour),
    )
    await happens(
      service,
      {
        type: 'organization.registered',
        organizationId: 'school',
        audience: Audience.TOWN,
        data: { name: 'Abendschule' },
      },
      after(-hour),
    )
    const { sent } = await round(after(hour))
    expect(sent.map(({ to, subject }) => ({ to, subject }))).toEqual([
      {
        to: 'coordinator@town.example',
        subject: 'Bindeglied: 3 Neuigkeiten / Bindeglied: 3 pieces of news',
      },
      {
        to: 'owner@garden.example',
        subject: 'Bindeglied: One piece of news (Gemeinschaftsgarten e. V. (Beispiel))',
      },
    ])
    const [town, garden] = sent
    expect(town?.text).toContain('- 23.11.26, 05:00: Neue Initiative: Beete für alle')
    expect(town?.text).toContain('- 23/11/2026, 06:00: Newly registered organization: Abendschule')
    expect(garden?.text).toContain('New initiative: Beds for all')
    expect(garden?.text).not.toMatch(/Raum|Abendschule|Neue Initiative/)
  })

  test('tells nothing twice and leaves nothing out, from one morning to the next', async () => {
    await happens(service, { entityId: 'sunday', data: {} }, after(-1))
    await happens(service, { entityId: 'monday', data: {} }, monday)
    const first = await round(after(hour))
    const second = await round(after(day + hour))
    const toTown = (mailer: Post) =>
      mailer.sent.filter(({ to }) => to.startsWith('coordinator')).map(({ text }) => text)
    expect(toTown(first)).toEqual([expect.stringContaining('sunday')])
    expect(toTown(first)[0]).not.toContain('monday')
    expect(toTown(second)).toEqual([expect.stringContaining('monday')])
    expect(toTown(second)[0]).not.toContain('sunday')
  })

  test('after mornings on which the hub was away tells what was missed', async () => {
    await happens(service, {}, after(-hour))
    await round(after(hour))
    await happens(service, { entityId: 'missed', data: {} }, after(2 * hour))
    const { sent } = await round(after(3 * day + hour))
    expect(sent.map(({ to }) => to)).toEqual(['coordinator@town.example'])
    expect(sent[0]?.text).toContain('missed')
  })

  test('is not sent when there is nothing to say', async () => {
    expect((await round(after(hour))).sent).toEqual([])
  })

  test('is sent once by several processes', async () => {
    await happens(service, {}, after(-hour))
    const mailer = post()
    await Promise.all([1, 2, 3, 4].map(() => round(after(hour), mailer)))
    await round(after(2 * hour), mailer)
    expect(recipients(mailer)).toEqual(['coordinator@town.example', 'owner@garden.example'])
  })

  test('whose process died before it was sent is sent by another one', async () => {
    await happens(service, {}, after(-hour))
    const dying = post()
    dying.taking = () => {
      throw new Error('killed')
    }
    await expect(round(after(hour), dying)).rejects.toThrow('killed')
    expect(recipients(await round(after(hour)))).toEqual(['owner@garden.example'])
    expect(recipients(await round(after(2 * hour)))).toEqual(['coordinator@town.example'])
    expect(recipients(await round(after(3 * hour)))).toEqual([])
  })

  test('waits for a mail server that is down', async () => {
    await happens(service, {}, after(-hour))
    const broken = post()
    broken.taking = down
    await round(after(hour), broken)
    expect(recipients(await round(after(hour + 60_000)))).toEqual([
      'coordinator@town.example',
      'owner@garden.example',
    ])
  })

  test('comes as often and in the language somebody has chosen', async () => {
    await choose('coordinator', 'NEVER')
    await choose('owner', 'DAILY', 'DE')
    await choose('member', 'WEEKLY', 'EN')
    await happens(service, {}, after(day - hour))
    const { sent } = await round(after(day + hour))
    expect(sent.map(({ to, subject }) => [to, subject.slice(0, 26)])).toEqual([
      ['owner@garden.example', 'Bindeglied: Eine Neuigkeit'],
    ])
    const next = await round(after(7 * day + hour))
    expect(recipients(next)).toEqual(['member@garden.example'])
  })

  test('counts what is too much to tell', async () => {
    for (let n = 0; n < 60; n++) await happens(service, { entityId: `initiative-${n}` }, after(-hour))
    const { sent } = await round(after(hour))
    expect(sent[0]?.subject).toContain('60 Neuigkeiten')
    expect(sent[0]?.text).toContain('… und 10 mehr.')
    expect(sent[0]?.text.match(/Neue Initiative/g)).toHaveLength(50)
  })

  test('is chosen by people for themselves', async () => {
    expect((await choose('owner', 'WEEKLY', 'DE_EASY')).data).toEqual({
      setDigest: { frequency: 'WEEKLY', language: 'DE_EASY' },
    })
    const read = (caller?: Caller) =>
      service.query('{ digestPreference { frequency language } }', undefined, caller)
    expect((await read(signedIn('owner'))).data).toEqual({
      digestPreference: { frequency: 'WEEKLY', language: 'DE_EASY' },
    })
    expect((await read(signedIn('nobody'))).data).toEqual({
      digestPreference: { frequency: null, language: null },
    })
    const codes = [
      await read(),
      await read(keyOf('garden')),
      await choose('x', 'DAILY', null, keyOf('garden')),
    ]
    expect(codes.map(({ errors }) => errors?.[0]?.extensions?.code)).toEqual([
      'UNAUTHENTICATED',
      'FORBIDDEN',
      'FORBIDDEN',
    ])
  })
})

describe('a decision', () => {
  const rejected = {
    type: 'initiative.rejected',
    audience: Audience.ORGANIZATION,
    data: { title: { DE: 'Beete', EN: 'Beds' }, reason: 'Bitte einen Ort angeben.\nSonst geht es nicht.' },
  }
  const send = (mailer: Post, at = monday) => sendDue(jobAt(service, at), mailer)

  test('reaches all members at once, with its reason, in German and English', async () => {
    await happens(service, rejected)
    await handOver(jobAt(service, monday))
    const mailer = post()
    await send(mailer)
    expect(recipients(mailer)).toEqual(['member@garden.example', 'owner@garden.example'])
    expect(mailer.sent[0]?.subject).toBe('Abgelehnte Initiative: Beete / Rejected initiative: Beds')
    expect(mailer.sent[0]?.text).toContain('Begründung: Bitte einen Ort angeben. Sonst geht es nicht.')
    expect(mailer.sent[0]?.text).toContain('Reason: Bitte einen Ort angeben.')
    await send(mailer, after(day))
    expect(mailer.sent).toHaveLength(2)
  })

  test('to suspend an organization reaches its members with the reason, which is in no event', async () => {
    await service.database.rows(
      sql`update city.organization set suspended_at = ${monday}, suspension_reason = 'Nicht zu erreichen'
        where id = 'garden'`,
    )
    await happens(service, {
      type: 'organization.suspended',
      audience: Audience.ORGANIZATION,
      data: { name: 'Gemeinschaftsgarten' },
    })
    await handOver(jobAt(service, monday))
    const mailer = post()
    await send(mailer)
    expect(mailer.sent.map(({ text }) => text)).toEqual(
      Array(2).fill(expect.stringContaining('Begründung: Nicht zu erreichen')),
    )
  })

  test('about a match reaches the side that did not make it, and the town once', async () => {
    const tell = (type: string, organizationId: string, side: string | null) =>
      happens(service, {
        type,
        organizationId,
        audience: Audience.ORGANIZATION,
        entity: 'Match',
        data: {
          title: { DE: '40 Plätze von „Saal“', EN: '40 seats of “Hall”' },
          side,
          until: '2026-12-01T09:00:00.000Z',
        },
      })
    for (const type of ['match.accepted', 'match.confirmed', 'match.released']) {
      await tell(type, 'garden', 'PROVIDER')
      await tell(type, 'school', 'INITIATIVE')
    }
    await handOver(jobAt(service, monday))
    const mailer = post()
    await send(mailer)
    // The garden provides: it is asked to confirm, and told what was given back; that it has confirmed, it knows.
    expect(
      mailer.sent.filter(({ to }) => to === 'owner@garden.example').map(({ subject }) => subject),
    ).toEqual([
      'Zuteilung, vom Anbieter bis 01.12.2026, 10:00 zu bestätigen: 40 Plätze von „Saal“ / Allocation for the provider to confirm by 1 Dec 2026, 10:00: 40 seats of “Hall”',
      'Freigegebene Zuteilung: 40 Plätze von „Saal“ / Allocation that was released: 40 seats of “Hall”',
    ])
    const { sent } = await round(after(day))
    const [digest] = sent.filter(({ to }) => to === 'coordinator@town.example')
    expect(digest?.subject).toContain('3 Neuigkeiten')
  })

  test('of an organization says nothing to others, and what is no decision says nothing at once', async () => {
    await happens(service, { ...rejected, organizationId: 'school' })
    await happens(service, { type: 'need.stated' })
    await handOver(jobAt(service, monday))
    const mailer = post()
    await send(mailer)
    expect(mailer.sent).toEqual([])
  })

  test('is not lost when the mail server is down, and the server is not asked again for each mail', async () => {
    await happens(service, rejected)
    await handOver(jobAt(service, monday))
    const mailer = post()
    let asked = 0
    mailer.taking = () => {
      asked += 1
      down()
    }
    await send(mailer)
    expect(asked).toBe(1)
    mailer.taking = () => {}
    await send(mailer, after(60_000))
    expect(recipients(mailer)).toEqual(['member@garden.example', 'owner@garden.example'])
  })

  test('is sent by another process when the first one died', async () => {
    await happens(service, rejected)
    await handOver(jobAt(service, monday))
    const mailer = post()
    mailer.taking = () => {
      throw new Error('killed')
    }
    await expect(send(mailer)).rejects.toThrow('killed')
    mailer.taking = () => {}
    await send(mailer)
    expect(mailer.sent).toHaveLength(1)
    await send(mailer, after(3 * 60_000))
    expect(recipients(mailer)).toEqual(['member@garden.example', 'owner@garden.example'])
  })

  test('is not sent to who has left, or has erased the account', async () => {
    await happens(service, rejected)
    await handOver(jobAt(service, monday))
    await lendRecipients(service, [
      { account: 'owner', email: 'new@garden.example', role: 'OWNER', organization: 'garden' },
    ])
    const mailer = post()
    await send(mailer)
    expect(recipients(mailer)).toEqual(['new@garden.example'])
    await send(mailer, after(day))
    expect(mailer.sent).toHaveLength(1)
  })

  test('of which there is no identity service to tell is handed over all the same', async () => {
    const alone = await startService(city, { now: monday })
    try {
      await addOrganizations(alone)
      await happens(alone, rejected)
      for (const job of ['hand-over-events', 'send-decision-mails', 'send-digests']) await alone.runJob(job)
      const [row] = await alone.database.rows<{ handed: boolean }>(
        sql`select handed_over_at is not null as handed from city.event`,
      )
      expect(row).toEqual({ handed: true })
    } finally {
      await alone.stop()
    }
  })

  test('comes from the service’s own jobs as a mail in the folder, where no mail server is configured', async () => {
    await happens(service, rejected)
    for (const job of ['hand-over-events', 'send-decision-mails']) await service.runJob(job)
    const { stateDirectory } = service.config
    const mails = await Promise.all(
      (await mailFiles(stateDirectory)).map((name) => readMail(stateDirectory, name)),
    )
    expect(mails.map((mail) => mail?.to).sort()).toEqual(['member@garden.example', 'owner@garden.example'])
    expect(mails[0]?.text).toContain('Bitte einen Ort angeben.')
  })
})
