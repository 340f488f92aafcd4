import { readFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { permissionsPage } from '../../bin/permissions/page.js'
import { permissionOf, roles } from '../../bin/permissions/roles.js'
import { services } from '../../bin/services.js'
import type { AccessRule } from '../../platform/graph/access.js'
import { buildSubgraph } from '../../platform/graph/subgraph.js'
import { projectFile } from '../../platform/project-files.js'

const page = permissionsPage(services)

test('docs/permissions.md is what the code declares', async () => {
  expect(await readFile(projectFile('docs/permissions.md'), 'utf8')).toBe(page)
})

test('every change and every guarded field of every service has its row', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| `'))
  const declared = services.flatMap(({ graph }) => buildSubgraph(graph).access)
  expect(rows).toHaveLength(declared.length)
  for (const { type, field } of declared) {
    const name = type === 'Mutation' || type === 'Query' ? field : `${type}.${field}`
    expect(page).toContain(`| \`${name}\` |`)
  }
})

/** Of everybody, signed in, member, owner, coordinator, administrator, API key. */
const allowed = (rule: AccessRule) =>
  roles.map((role) => ({ YES: 'y', FOR_THE_TOWN: 't', NO: '-' })[permissionOf(role, rule)]).join('')

test.each<[string, AccessRule]>([
  ['yyyyyyy', { for: ['PUBLIC'] }],
  ['-yyyyy-', { for: ['SIGNED_IN'] }],
  ['--yyt--', { for: ['MEMBER'] }],
  ['--yyt-y', { for: ['MEMBER'], scope: 'read' }],
  ['---yt--', { for: ['OWNER'] }],
  ['---yt-y', { for: ['OWNER'], scope: 'read' }],
  ['--yyy-y', { for: ['MEMBER', 'COORDINATOR'], scope: 'goods:write' }],
  ['----y--', { for: ['COORDINATOR'] }],
  ['-----y-', { for: ['ADMINISTRATOR'] }],
])('says %s of %j', (expected, rule) => {
  expect(allowed(rule)).toBe(expected)
})
