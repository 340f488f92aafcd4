import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../platform/config/config.js'
import { serviceDatabaseUrl } from '../../platform/database/roles.js'

describe('the config', () => {
  test('has a default for everything one machine needs', () => {
    const config = parseConfig({})
    expect(config.database.url).toBeUndefined()
    expect(config.gateway).toMatchObject({ host: '127.0.0.1', port: 4000 })
    expect(config.subgraphs.city.url).toBe('http://127.0.0.1:4001/graphql')
    expect(config.subgraphs.climate.url).toBe('http://127.0.0.1:4006/graphql')
  })

  test('follows a port in the address unless the address is given', () => {
    const { subgraphs } = parseConfig({
      HUB_CITY_PORT: '5001',
      HUB_HEALTH_PORT: '5004',
      HUB_HEALTH_URL: 'https://health.example/graphql',
    })
    expect(subgraphs.city).toMatchObject({ port: 5001, url: 'http://127.0.0.1:5001/graphql' })
    expect(subgraphs.health).toMatchObject({ port: 5004, url: 'https://health.example/graphql' })
  })

  test('takes an empty setting for one that is not set', () => {
    expect(parseConfig({ DATABASE_URL: '', HUB_PORT: '' }).gateway.port).toBe(4000)
  })

  test('names every wrong setting at once, and never shows a value', () => {
    const wrong = {
      DATABASE_URL: 'mysql://owner:very-secret@db/hub',
      HUB_PORT: '70000',
      HUB_CITY_DATABASE_PASSWORD: 'short-secret',
      HUB_CALLER_PRIVATE_KEY: 'not json secret',
      HUB_LOG_FORMAT: 'xml',
    }
    const refused = () => parseConfig(wrong)
    expect(refused).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
    for (const name of Object.keys(wrong)) expect(refused).toThrow(name)
    expect(refused).not.toThrow(/secret/)
  })

  test('leads each service to the database as its own role', () => {
    const config = parseConfig({
      DATABASE_URL: 'postgres://owner:owner-password@db.example:5433/town?sslmode=require',
      HUB_CLIMATE_DATABASE_PASSWORD: 'p@ssword-of-climate',
    })
    expect(serviceDatabaseUrl('climate', config)).toBe(
      'postgres://hub_climate:p%40ssword-of-climate@db.example:5433/town?sslmode=require',
    )
    expect(() => serviceDatabaseUrl('city', config)).toThrow('HUB_CITY_DATABASE_PASSWORD')
  })
})
