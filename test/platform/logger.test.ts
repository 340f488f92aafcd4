import { expect, test } from '@jest/globals'
import { createLogger } from '../../platform/telemetry/logger.js'

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = []
  write(
    createLogger({ level: 'info', format: 'json' }, 'test', { write: (line: string) => lines.push(line) }),
  )
  return lines.join('')
}

test('a line says when, which process, and how grave', () => {
  const line = JSON.parse(logged((logger) => logger.warn('careful')))
  expect(line).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    process: 'test',
    msg: 'careful',
  })
})

test.each([
  { password: 'S3cret' },
  { token: 'S3cret' },
  { headers: { authorization: 'Bearer S3cret', cookie: 'S3cret' } },
  { request: { headers: { authorization: 'Bearer S3cret' } } },
  { config: { caller: { privateKey: 'S3cret' } } },
])('a secret is cut out of %j', (fields) => {
  const line = logged((logger) => logger.info(fields, 'something'))
  expect(line).toContain('[secret]')
  expect(line).not.toContain('S3cret')
})
