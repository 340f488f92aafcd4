import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { society } from '../../../services/society/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { type TestFolder, testFolder } from './calendars.js'

const header = 'id,title,description,organization,contact,place,lat,lon,hours_per_week,initiative'

describe('an import of opportunities to volunteer', () => {
  let service: RunningService
  let folder: TestFolder
  beforeAll(async () => {
    service = await startService(society, { now: new Date('2026-11-23T07:00:00Z') })
    folder = await testFolder()
  })
  afterEach(() => service.forgetFeeds())
  afterAll(async () => {
    await folder.remove()
    await service.stop()
  })

  async function imported(content: string, initiative?: string) {
    return service.import('volunteering', await folder.write('v.csv', content), { initiative })
  }

  async function all(): Promise<unknown[]> {
    const { data, errors } = await service.query(
      '{ volunteerOpportunities { edges { node { id title description organization hoursPerWeek contact place location { lat lon } district { id } initiative { id } } } } }',
    )
    expect(errors).toBeUndefined()
    const { volunteerOpportunities } = data as unknown as {
      volunteerOpportunities: { edges: { node: unknown }[] }
    }
    return volunteerOpportunities.edges.map(({ node }) => node)
  }

  test('takes all that a row says', async () => {
    await imported(`${header}\nv-1,Lesen,Mit Kindern,Verein,Telefon 1,Schule,51.1,6.2167,1.5,ini-x\n`)
    expect(await all()).toEqual([
      {
        id: 'test:v-1',
        title: 'Lesen',
        description: 'Mit Kindern',
        organization: 'Verein',
        hoursPerWeek: 1.5,
        contact: 'Telefon 1',
        place: 'Schule',
        location: { lat: 51.1, lon: 6.2167 },
        district: { id: '05370004-02' },
        initiative: { id: 'ini-x' },
      },
    ])
  })

  test('needs no more than id, title and organization, and takes the initiative of its feed', async () => {
    await imported('id,title,organization\nv-1,Lesen,Verein\n', 'ini-feed')
    expect(await all()).toMatchObject([
      { id: 'test:v-1', hoursPerWeek: null, location: null, district: null, initiative: { id: 'ini-feed' } },
    ])
  })

  test('replaces what the feed brought before', async () => {
    await imported(`${header}\nv-1,Alt,,Verein,,,,,,\n`)
    await imported(`${header}\nv-2,Neu,,Verein,,,,,,\n`)
    expect(await all()).toMatchObject([{ id: 'test:v-2' }])
  })

  test('lists bad rows and keeps the good ones', async () => {
    const report = await imported(
      [
        header,
        'v-1,Gut,,Verein,,,,,,',
        'v-1,Doppelt,,Verein,,,,,,',
        'v-2,,,Verein,,,,,,',
        'v-3,A,,Verein,,,95,6,,',
        'v-4,A,,Verein,,,51,,,',
        'v-5,A,,Verein,,,,,1e9,',
        'v-6,A,,Verein,,,,,viele,',
        'v-7,A\0,,Verein,,,,,,',
        'v-8,A,,Verein,,,,,0,',
        '',
      ].join('\n'),
    )
    expect(await all()).toMatchObject([{ id: 'test:v-1', title: 'Gut' }])
    expect(report.problems.map(({ location }) => location)).toEqual(
      [3, 4, 5, 6, 7, 8, 9, 10].map((line) => `v.csv:${line}`),
    )
  })

  test('of another file changes nothing', async () => {
    await imported(`${header}\nv-1,Alt,,Verein,,,,,,\n`)
    await expect(imported('BEGIN:VCALENDAR\nEND:VCALENDAR\n')).rejects.toMatchObject({
      code: 'FORMAT_UNRECOGNIZED',
    })
    expect(await all()).toHaveLength(1)
  })
})
