import { readFile } from 'node:fs/promises'
import { describe, expect, test } from '@jest/globals'
import { projectFile } from '../../../platform/project-files.js'
import { subgraphNames } from '../../../platform/subgraphs.js'
import { check } from '../../../schema/checks/check.js'
import type { FindingCode } from '../../../schema/checks/finding.js'

/** The hub changes its own things; and how many districts, vision statements or skills there are it knows itself. */
const notForItself: ReadonlySet<FindingCode> = new Set(['MUTATION_FORBIDDEN', 'LIST_UNBOUNDED'])

const committed = (name: string) => readFile(projectFile(`schema/${name}.graphql`), 'utf8')
const contracts = await Promise.all(
  subgraphNames.map(async (name) => ({ name, url: `http://${name}.example`, sdl: await committed(name) })),
)
const liveSupergraph = await committed('supergraph')

describe("The hub's own subgraphs keep the rules they set for partners", () => {
  test.each(contracts)('$name', async ({ name, url, sdl }) => {
    const { findings } = await check({
      name,
      url,
      sdl,
      liveSdl: sdl,
      mayExtend: ['District', 'Initiative', 'Organization', 'Suggestions'],
      others: contracts.filter((other) => other.name !== name),
      liveSupergraph,
      operations: [],
      live: null,
    })
    const errors = findings.filter(({ severity, code }) => severity === 'ERROR' && !notForItself.has(code))
    expect(errors).toEqual([])
  })
})
