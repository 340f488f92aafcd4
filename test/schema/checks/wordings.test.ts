import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from '@jest/globals'
import { projectFile } from '../../../platform/project-files.js'
import { findingCodes } from '../../../schema/checks/finding.js'
import { rulesByCode } from '../../../schema/checks/rules.js'
import { said } from '../../../schema/checks/said.js'

const fileOf = (code: string) => code.toLowerCase().replaceAll('_', '-')

describe('Every code', () => {
  test('is one rule in a file of its own, with a test of its own or of the service it asks', async () => {
    const files = await readdir(projectFile('schema/checks/rules'))
    expect(files.toSorted()).toEqual(findingCodes.map((code) => `${fileOf(code)}.ts`).toSorted())
    expect([...rulesByCode.keys()].toSorted()).toEqual(findingCodes.toSorted())
    const tests = [
      ...(await readdir(projectFile('test/schema/checks'))),
      await readFile(projectFile('test/services/city/registry/check-service.test.ts'), 'utf8'),
      await readFile(projectFile('test/services/city/registry/check-version.test.ts'), 'utf8'),
    ].join()
    const untested = findingCodes.filter(
      (code) => !tests.includes(`${fileOf(code)}.test.ts`) && !tests.includes(code),
    )
    expect(untested).toEqual([])
  })

  test.each(findingCodes)(
    '%s says what is wrong and what to do, with the same params in German and English',
    (code) => {
      const wordings = Object.values(rulesByCode.get(code)?.wordings ?? {})
      expect(wordings.length).toBeGreaterThan(0)
      for (const text of wordings.flatMap(({ message, remedy }) => [message, remedy])) {
        expect(text.DE).not.toBe(text.EN)
        expect(paramsOf(text.DE)).toEqual(paramsOf(text.EN))
      }
    },
  )

  test('is in the table of the documentation with its severity', async () => {
    const table = await readFile(projectFile('docs/subgraph-checks.md'), 'utf8')
    const rows = [...table.matchAll(/^\| `([A-Z_]+)` \| (error|warning)/gm)].map(
      ([, code, severity]) => `${code} ${severity}`,
    )
    const expected = [...rulesByCode].map(([code, { severity }]) => `${code} ${severity.toLowerCase()}`)
    expect(rows.toSorted()).toEqual(expected.toSorted())
  })
})

test('a finding of a version of the hub that had other rules is said nevertheless', () => {
  const finding = { code: 'NAMING', severity: 'WARNING', wording: 'gone', params: {} } as const
  const { message } = said({ ...finding, coordinate: null, line: null, column: null, operations: [] })
  expect(message.EN).toContain('earlier version')
})

function paramsOf(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort()
}
