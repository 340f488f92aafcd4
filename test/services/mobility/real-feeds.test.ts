import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mobility } from '../../../services/mobility/service.js'
import { type RunningService, startService } from '../../kit/service.js'

const folder = fileURLToPath(new URL('../../../../shared/data/mobility/', import.meta.url))
const real = existsSync(folder) ? describe : describe.skip

real('Real feeds', () => {
  let service: RunningService

  beforeAll(async () => {
    service = await startService(mobility, { now: new Date('2026-11-23T07:00:00Z') })
  })
  afterAll(() => service.stop())

  test("Google's GTFS sample is taken whole, and tells departures on a day of its time", async () => {
    const report = await service.import('gtfs', `${folder}gtfs-google-sample.zip`, { feed: 'sample' })
    expect(report).toMatchObject({
      written: {
        'mobility.stop': 9,
        'mobility.route': 5,
        'mobility.trip': 11,
        'mobility.stop_time': 16,
        'mobility.frequent_stop_time': 12,
        'mobility.frequency': 11,
      },
      skipped: 0,
      doubtful: 0,
    })
    const answer = await service.query(
      `{ now: stop(id: "sample:STAGECOACH") { departures { at } }
         later: stop(id: "sample:STAGECOACH") { name departures(first: 3, date: "2010-12-24") { line headsign at } }
         exception: stop(id: "sample:BULLFROG") { departures(first: 3, date: "2007-06-03") { at } } }`,
    )
    expect(answer.data).toEqual({
      now: { departures: [] },
      // Six o'clock in Los Angeles, in winter; both lines run every half hour from 6:00:00 on.
      later: {
        name: 'Stagecoach Hotel & Casino (Demo)',
        departures: [
          { line: '30', headsign: 'Shuttle', at: '2010-12-24T14:00:00.000Z' },
          { line: '40', headsign: 'E Main St / S Irving St (Demo)', at: '2010-12-24T14:00:00.000Z' },
          { line: '30', headsign: 'Shuttle', at: '2010-12-24T14:30:00.000Z' },
        ],
      },
      // No service on 4 June 2007.
      exception: {
        departures: [
          { at: '2007-06-03T15:20:00.000Z' },
          { at: '2007-06-03T19:05:00.000Z' },
          { at: '2007-06-05T15:20:00.000Z' },
        ],
      },
    })
  })

  test('the GTFS-Flex feed of bbnavi brings stops and routes; its flexible stop times are skipped', async () => {
    const report = await service.import('gtfs', `${folder}gtfs-flex-bbnavi`, { feed: 'flex' })
    expect(report).toMatchObject({
      written: { 'mobility.stop': 378, 'mobility.route': 5 },
      skipped: 8,
      doubtful: 4,
    })
    expect(new Set(report.problems.map(({ reason }) => reason))).toEqual(
      new Set([
        'has a time window or an area instead of a time and a stop (GTFS-Flex); only fixed departures are kept',
      ]),
    )
    const answer = await service.query(
      '{ stops(text: "Angermünde Bahnhof", first: 1) { edges { node { name departures { at } } } } }',
    )
    expect(answer.data).toEqual({
      stops: { edges: [{ node: { name: 'Angermünde, Bahnhof', departures: [] } }] },
    })
  })

  test('the GBFS 2.x files are taken whole, and none of their addresses is asked', async () => {
    const report = await service.import('gbfs', `${folder}gbfs-2.x`, { feed: 'two' })
    expect(report).toMatchObject({ written: { 'mobility.sharing_station': 2 }, skipped: 0, doubtful: 0 })
    expect(
      await service.entities(
        'SharingStation',
        ['two:TST:Station:2'],
        'name vehiclesAvailable docksAvailable reportedAt',
      ),
    ).toEqual([
      {
        name: 'Cooler bikes',
        vehiclesAvailable: 6,
        docksAvailable: 8,
        reportedAt: '2015-06-11T20:31:18.000Z',
      },
    ])
  })

  test('the GBFS 3.0 files tell statuses of other stations than they have', async () => {
    const report = await service.import('gbfs', `${folder}gbfs-3.0`, { feed: 'three' })
    expect(report).toMatchObject({
      written: { 'mobility.sharing_station': 2 },
      skipped: 0,
      warnings: [
        { reason: 'tells the status of station1, which is no station' },
        { reason: 'tells the status of station2, which is no station' },
      ],
    })
    expect(await service.entities('SharingStation', ['three:pga'], 'name vehiclesAvailable')).toEqual([
      { name: 'Parking garage A', vehiclesAvailable: null },
    ])
  })
})
