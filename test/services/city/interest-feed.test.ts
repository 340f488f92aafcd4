import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { anonymous } from '../../../platform/caller/caller.js'
import { change } from '../../../platform/changes/change.js'
import { Audience } from '../../../platform/changes/event.entity.js'
import { Field } from '../../../services/city/field.js'
import { city } from '../../../services/city/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { answerTo, now } from './kit.js'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now })
  await happen('Radweg & <b>mehr</b>', Field.MOBILITY, ['05370004-01'])
  await happen('Baumpaten', Field.CLIMATE, ['05370004-09'])
  await happen('Chor', Field.SOCIETY, ['05370004-02'])
  await happen('Geheim', Field.MOBILITY, ['05370004-01'], Audience.TOWN)
})
afterAll(() => service.stop())

function happen(title: string, field: Field, districts: string[], audience = Audience.PUBLIC): Promise<null> {
  const context = { caller: anonymous, database: service.database, requestId: 'request-1', now }
  return change(context, { action: 'publish', input: null }, async ({ emit }) => {
    const data = { title: { DE: title, EN: `${title} (EN)` } }
    const entityId = randomUUID()
    emit({
      ...{ type: 'initiative.published', entity: 'Initiative', entityId },
      ...{ organizationId: null, audience, field, districts, data },
    })
    return null
  })
}

const get = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${service.address}/feeds/interests${query}`, { headers })

async function entriesOf(query: string): Promise<string[]> {
  const response = await get(query)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
  return [...(await response.text()).matchAll(/<title type="html"><!\[CDATA\[(.*?)\]\]>/g)].map(
    ([, title]) => title ?? '',
  )
}

describe('the feed of an interest', () => {
  test('has the public changes of its fields and of its district, and no others', async () => {
    expect(await entriesOf('?interest=MOBILITY')).toEqual([
      'Neue Initiative: Radweg &#38; &#60;b&#62;mehr&#60;/b&#62;',
    ])
    expect(await entriesOf('?district=05370004-09')).toEqual(['Neue Initiative: Baumpaten'])
    expect(await entriesOf('?interest=SOCIETY&interest=CLIMATE')).toHaveLength(2)
    expect(await entriesOf('?interest=HEALTH')).toEqual([])
  })

  test('has those that help in a life situation', async () => {
    expect(await entriesOf('?lifeSituation=BUILDING&lang=en')).toEqual(['New initiative: Baumpaten (EN)'])
    expect((await entriesOf('?lifeSituation=MOVING')).length).toBe(2)
  })

  test('is where the suggestions say it is, under one address however it was asked for', async () => {
    const query = '{ suggestions(lifeSituations: [MOVING], district: "05370004-09") { feedPath } }'
    const { suggestions } = await answerTo<{ suggestions: { feedPath: string } }>(service, query)
    const text = await (await fetch(`${service.address}${suggestions.feedPath}`)).text()
    const self = `${service.config.publicUrl}${suggestions.feedPath}&lang=de`.replaceAll('&', '&amp;')
    expect(text).toContain(`<id>${self}</id>`)
    expect(text).toContain('im Stadtbezirk Holzweiler')
    const other = await get('?district=05370004-09&lifeSituation=MOVING&lifeSituation=MOVING')
    expect(await other.text()).toBe(text)
  })

  test('is not sent again to who has it', async () => {
    const etag = (await get('?interest=MOBILITY')).headers.get('etag') ?? ''
    expect((await get('?interest=MOBILITY', { 'if-none-match': etag })).status).toBe(304)
    expect((await get('?interest=CLIMATE', { 'if-none-match': etag })).status).toBe(200)
  })

  test.each([
    '',
    '?lang=en',
    '?interest=toString',
    '?lifeSituation=FLYING',
    '?district=x',
    '?interest=HEALTH&district=x',
  ])('is refused where nothing, or nothing known, is asked for: "%s"', async (query) => {
    const response = await get(query)
    expect(response.status).toBe(400)
    expect(await response.text()).toMatch(/feed/i)
  })
})
