import { readFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { parse, validate } from 'graphql'
import { operations as registerOperations } from '../../bin/register/operations.js'
import { operations as subgraphOperations } from '../../bin/subgraph/operations.js'
import { projectFile } from '../../platform/project-files.js'
import { ownOperations } from '../../platform/registry/own-operations.js'
import { apiSchemaOf } from '../../schema/checks/compose-with-others.js'

test('the hub’s own operations fit its graph', async () => {
  const schema = apiSchemaOf(await readFile(projectFile('schema/supergraph.graphql'), 'utf8'))
  const problems = ownOperations.flatMap((text) =>
    validate(schema, parse(text)).map(({ message }) => ({ text, message })),
  )
  expect(problems).toEqual([])
})

test('the commands ask nothing else', () => {
  const asked = [...Object.values(registerOperations), ...Object.values(subgraphOperations)]
  expect(asked.filter((text) => !ownOperations.includes(text))).toEqual([])
})
