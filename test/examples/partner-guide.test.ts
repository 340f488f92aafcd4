import { access, readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { type GraphQLSchema, parse, validate } from 'graphql'
import { parse as parseYaml } from 'yaml'
import { contractFiles } from '../../bin/contracts.js'
import { services } from '../../bin/services.js'
import { projectFile } from '../../platform/project-files.js'
import { apiSchemaOf } from '../../schema/checks/compose-with-others.js'
import { composeSupergraph } from '../../schema/compose.js'
import { partnerSchemaFile } from '../kit/partner-subgraph.js'
import { runHub } from '../kit/run-hub.js'

const commands = ['check', 'publish'] as const

/** Options a command has, by what it says of itself. */
const options = new Map<string, string[]>()
beforeAll(async () => {
  for (const command of commands) {
    const { stdout } = await runHub([command, '--help'], { key: null })
    options.set(
      command,
      [...stdout.matchAll(/^ +(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = '']) => option),
    )
  }
})

describe('the CI lines of the example', () => {
  test('call the commands with options they have', async () => {
    const { env, jobs } = parseYaml(await textOf('examples/partner-subgraph/ci.example.yml')) as Workflow
    for (const command of commands) {
      const line = jobs[command]?.steps
        .map(({ run = '' }) => run)
        .find((run) => run.includes(`$HUB ${command}`))
      const called = (line ?? '').replace('$CALL', env.CALL ?? '').match(/--[a-z-]+/g) ?? []
      expect(called).toEqual(expect.arrayContaining(['--name', '--schema', '--url']))
      expect(options.get(command)).toEqual(expect.arrayContaining(called))
    }
  })
})

interface Workflow {
  env: Record<string, string>
  jobs: Record<string, { steps: { run?: string }[] }>
}

describe('the guide', () => {
  test('lists every option of the commands', async () => {
    const guide = await textOf('docs/joining-with-a-subgraph.md')
    const listed = [...guide.matchAll(/^\| `(--[a-z-]+)/gm)].map(([, option]) => option)
    const there = commands.flatMap((command) => options.get(command) ?? [])
    expect(new Set([...listed, '--help'])).toEqual(new Set(there))
  })

  test('links to files that are there', async () => {
    const guide = await textOf('docs/joining-with-a-subgraph.md')
    const links = [...guide.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link)
    const paths = links.map((link) => new URL(link, 'file:///docs/').pathname.slice(1))
    const there = await Promise.all(paths.map(exists))
    expect(paths.filter((_, index) => !there[index])).toEqual([])
    expect(links.length).toBeGreaterThan(3)
  })
})

describe('the queries in guide and README', () => {
  test('fit the graph, once the example is in it', async () => {
    const texts = await Promise.all(
      ['docs/joining-with-a-subgraph.md', 'examples/partner-subgraph/README.md'].map(textOf),
    )
    const queries = texts.flatMap((text) =>
      [...text.matchAll(/```graphql\n([^`]+)```/g)].map(([, query = '']) => query),
    )
    const schema = await schemaWithExample()
    const problems = queries.flatMap((query) => validate(schema, parse(query)).map(({ message }) => message))
    expect({ problems, queries: queries.length }).toEqual({ problems: [], queries: 5 })
  })
})

/** What frontends could ask if the example were live. */
async function schemaWithExample(): Promise<GraphQLSchema> {
  const own = [...contractFiles(services)].filter(([file]) => file !== 'supergraph.graphql')
  const contracts = own.map(([file, sdl]) => ({ name: file.replace('.graphql', ''), url: '', sdl }))
  const sdl = await readFile(partnerSchemaFile, 'utf8')
  return apiSchemaOf(composeSupergraph([...contracts, { name: 'repair-cafes', url: '', sdl }]))
}

async function textOf(path: string): Promise<string> {
  return readFile(projectFile(path), 'utf8')
}

async function exists(path: string): Promise<boolean> {
  return access(projectFile(path)).then(
    () => true,
    () => false,
  )
}
