import { existsSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { education } from '../../../services/education/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { describeWithRealFiles, fileWith, fixture, folderOf, listed, realFolder } from './kit.js'

const now = new Date('2026-11-23T07:00:00Z')

let service: RunningService
beforeAll(async () => {
  service = await startService(education, { now })
})
beforeEach(() => service.import('amb', fixture('empty.json')))
afterAll(() => service.stop())

const record = {
  '@context': ['https://w3id.org/kim/amb/context.jsonld', { '@language': 'de' }],
  id: 'https://material.example/brot',
  type: ['LearningResource'],
  name: 'Brot backen',
}

const everything = `id title description kinds subjects skills digitalSkills keywords languages creators license
  webAddress isAccessibleForFree`

describe('a file of AMB records', () => {
  test('is read with German names first, English ones beside them', async () => {
    const full = {
      ...record,
      type: ['Course', 'LearningResource'],
      description: 'Vom Korn zum Laib.\r\nMit Bildern.',
      about: [
        { id: 'http://w3id.org/kim/schulfaecher/s1001', prefLabel: { en: 'Biology', de: 'Biologie' } },
        { id: 'https://w3id.org/kim/hochschulfaechersystematik/n059' },
      ],
      teaches: [
        { id: 'https://example.org/k/1', prefLabel: { en: 'Baking' } },
        { id: 'https://example.org/k/2', prefLabel: { fr: 'Pétrir' } },
        { id: 'http://w3id.org/openeduhub/vocabs/medienkompetenzrahmenNRW/2.1' },
      ],
      competencyRequired: [{ id: 'https://example.org/k/Wiegen' }],
      learningResourceType: [{ id: 'https://w3id.org/kim/hcrt/worksheet' }],
      keywords: ['Brot', ' '],
      inLanguage: ['de', 'fr'],
      creator: [{ type: 'Person', name: 'Bea Beispiel' }],
      publisher: [{ type: 'Organization', name: 'Backhaus (Beispiel)' }],
      license: { id: 'https://creativecommons.org/licenses/by/4.0/' },
      isAccessibleForFree: true,
    }
    expect(await service.import('amb', await fileWith([full]))).toMatchObject({
      skipped: 0,
      doubtful: 0,
      written: { 'education.learning_resource': 1, 'education.course': 1 },
    })
    expect(await listed(service, 'learningResources', `${everything} english: subjects(lang: EN)`)).toEqual([
      {
        id: 'test:https://material.example/brot',
        title: 'Brot backen',
        description: 'Vom Korn zum Laib.\nMit Bildern.',
        kinds: ['worksheet'],
        subjects: ['Biologie'],
        english: ['Biology'],
        skills: ['Baking', 'Pétrir'],
        digitalSkills: ['INFORMATION_AND_DATA_LITERACY'],
        keywords: ['Brot'],
        languages: ['de', 'fr'],
        creators: ['Bea Beispiel'],
        license: 'https://creativecommons.org/licenses/by/4.0/',
        webAddress: 'https://material.example/brot',
        isAccessibleForFree: true,
      },
    ])
    expect(
      await listed(
        service,
        'courses',
        'id title provider skills subjects prerequisites startsAt mode sessions { mode }',
      ),
    ).toEqual([
      {
        id: 'test:https://material.example/brot',
        title: 'Brot backen',
        provider: 'Backhaus (Beispiel)',
        skills: ['Baking', 'Pétrir'],
        subjects: ['Biologie'],
        prerequisites: ['Wiegen'],
        startsAt: null,
        mode: null,
        sessions: [],
      },
    ])
  })

  test('may describe one resource twice, and gives the same ids when it is imported again', async () => {
    const twice = await fileWith([record, { ...record, name: 'Brot und Brötchen backen' }])
    expect(await service.import('amb', twice)).toMatchObject({ skipped: 0, doubtful: 1 })
    const ids = ['test:https://material.example/brot', 'test:https://material.example/brot~2']
    expect((await listed(service, 'learningResources')).map(({ id }) => id)).toEqual(ids)
    await service.import('amb', twice)
    expect((await listed(service, 'learningResources')).map(({ id }) => id)).toEqual(ids)
  })

  test('in a folder may stand beside files that are none; they are listed', async () => {
    const folder = await folderOf([fixture('amb')])
    const report = await service.import('amb', folder)
    expect(report.problems.map(({ location }) => location)).toEqual(['liesmich.txt', 'verkehrt.json'])
    expect((await listed(service, 'learningResources')).map(({ title }) => title)).toEqual(['Brot backen'])
  })

  test.each<[string, unknown]>([
    ['no JSON', '# Lernmaterial'],
    ['empty', ''],
    ['JSON of another kind', { type: 'FeatureCollection', features: [] }],
    ['a schema.org course', { '@context': 'https://schema.org/', '@type': 'Course', name: 'Kurs' }],
  ])('that is %s changes nothing', async (_, content) => {
    await service.import('amb', await fileWith(record))
    await expect(service.import('amb', await fileWith(content))).rejects.toMatchObject({
      code: 'FORMAT_UNRECOGNIZED',
    })
    expect(await listed(service, 'learningResources')).toHaveLength(1)
  })

  test.each<[string, object, string]>([
    ['breaks a rule of the profile', { license: 'CC BY' }, 'license: '],
    ['has no name', { name: '' }, 'title: must not be empty'],
    ['has a NUL character', { name: 'Br\u0000t' }, 'title: has a control character'],
    ['has half a character', { keywords: ['\udc00'] }, 'keywords.0: has a lone surrogate'],
    ['has too long a name', { name: 'x'.repeat(401) }, 'title: is longer'],
    ['has a number for a name', { name: 1e300 }, 'name: '],
    ['stands there twice, word for word', {}, 'twice'],
  ])('lists a record that %s, and keeps the good one', async (_, change, reason) => {
    const report = await service.import('amb', await fileWith([record, { ...record, ...change }]))
    expect(report.problems).toEqual([
      { location: 'feed.json, record 2', reason: expect.stringContaining(reason) },
    ])
    expect((await listed(service, 'learningResources')).map(({ title }) => title)).toEqual(['Brot backen'])
  })
})

describeWithRealFiles('the profile’s own examples', () => {
  const namesIn = (folder: string) => (existsSync(realFolder) ? readdirSync(`${realFolder}${folder}`) : [])

  test('are in if they are valid, and listed with the reason if not', async () => {
    const folder = await folderOf([`${realFolder}amb-valid`, `${realFolder}amb-invalid`])
    const report = await service.import('amb', folder)
    expect(report.written).toEqual({ 'education.learning_resource': 18, 'education.course': 8 })
    expect(report.problems.map(({ location }) => location).sort()).toEqual(namesIn('amb-invalid').sort())
    expect(report.problems.filter(({ reason }) => !/must|Invalid/.test(reason))).toEqual([])
    expect(await listed(service, 'learningResources(first: 100)')).toHaveLength(18)
  })

  test.each(namesIn('amb-invalid'))('%s alone changes nothing', async (name) => {
    await expect(service.import('amb', `${realFolder}amb-invalid/${name}`)).rejects.toMatchObject({
      code: 'IMPORT_EMPTY',
    })
  })
})
