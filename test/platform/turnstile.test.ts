import { expect, test } from '@jest/globals'
import { createTurnstile } from '../../platform/database/turnstile.js'

/** Work that goes on until it is told to end. */
function work() {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return { end, ended }
}

const settle = () => new Promise((done) => setImmediate(done))

test('no more are let in at a time than there are places, in the order they came', async () => {
  const turnstile = createTurnstile(2)
  const begun: number[] = []
  const works = Array.from({ length: 5 }, work)
  const passes = works.map(({ ended }, index) =>
    turnstile.pass(() => {
      begun.push(index)
      return ended
    }),
  )
  await settle()
  expect(begun).toEqual([0, 1])
  works[1]?.end()
  await settle()
  expect(begun).toEqual([0, 1, 2])
  for (const { end } of works) end()
  await Promise.all(passes)
  expect(begun).toEqual([0, 1, 2, 3, 4])
})

test('work that fails leaves its place, and who failed learns it', async () => {
  const turnstile = createTurnstile(1)
  const failing = turnstile.pass(() => Promise.reject(new Error('on the way')))
  const next = turnstile.pass(async () => 'done')
  await expect(failing).rejects.toThrow('on the way')
  expect(await next).toBe('done')
  expect(await turnstile.pass(async () => 'again')).toBe('again')
})
