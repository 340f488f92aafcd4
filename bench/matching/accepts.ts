import { randomUUID } from 'node:crypto'
import { type Contest, contestSlots } from '../../test/kit/contested-slots.js'
import { sessionCookie } from '../../test/kit/session-cookie.js'
import { startHub, withStateFolder } from '../hub-process.js'
import { connectOwner } from '../owner.js'

const dayMs = 24 * 3_600_000
/** Coordinators that click at the same instant. */
const people = 20

const acceptMatch = `mutation ($id: ID!, $key: String!) {
  acceptMatch(id: $id, version: 1, idempotencyKey: $key) { id status version } }`

await withStateFolder(async (folder) => {
  const hub = await startHub(folder)
  const owner = await connectOwner(folder)
  try {
    const cookies: string[] = []
    for (let place = 0; place < people; place++) {
      cookies.push(await sessionCookie(owner, folder, `bench-${place}`, 'coordinator'))
    }
    const from = new Date(Math.ceil(Date.now() / dayMs) * dayMs + dayMs)
    for (const [slots, rivals] of [
      [20, 5],
      [1_000, 1],
      [100, 10],
    ] as const) {
      const contest = await contestSlots(owner, { slots, rivals, from })
      await measure(`${slots * rivals} at once for ${slots} slots of one hall`, contest)
    }
    for (const round of [1, 2]) {
      const contests = []
      for (let hall = 0; hall < 100; hall++)
        contests.push(await contestSlots(owner, { slots: 10, rivals: 1, from }))
      const matchIds = contests.flatMap((contest) => contest.matchIds)
      await measure(`1000 at once for 1000 slots of 100 halls, round ${round}`, { resourceId: '', matchIds })
    }

    async function measure(name: string, { matchIds }: Contest): Promise<void> {
      const startedAt = performance.now()
      const took: number[] = []
      const outcomes = await Promise.all(
        matchIds.map(async (id, place) => {
          const response = await fetch(`${hub.address}/graphql`, {
            method: 'POST',
            headers: {
              'content-type': 'application/json',
              cookie: cookies[place % people] ?? '',
              origin: hub.address,
            },
            body: JSON.stringify({ query: acceptMatch, variables: { id, key: randomUUID() } }),
          })
          const answer = (await response.json()) as Answer
          took.push(performance.now() - startedAt)
          const [error] = answer.errors ?? []
          return error === undefined
            ? 'accepted'
            : `${error.extensions?.code} ${error.extensions?.reason ?? ''}`
        }),
      )
      const seconds = (performance.now() - startedAt) / 1_000
      const counts = Object.fromEntries(
        [...Map.groupBy(outcomes, (outcome) => outcome)].map(([outcome, { length }]) => [outcome, length]),
      )
      took.sort((a, b) => a - b)
      const line = {
        name,
        seconds: Number(seconds.toFixed(2)),
        perSecond: Math.round(matchIds.length / seconds),
        medianMs: Math.round(took[Math.floor(took.length / 2)] ?? 0),
        lastMs: Math.round(took.at(-1) ?? 0),
        ...counts,
      }
      process.stdout.write(`${JSON.stringify(line)}\n`)
    }
  } finally {
    await owner.end()
    await hub.stop()
  }
})

interface Answer {
  errors?: { extensions?: { code?: string; reason?: string } }[]
}
