import { setTimeout as pause } from 'node:timers/promises'

/** Asks again and again until what comes is what is waited for; the test's own time limit ends it. */
export async function until<T>(
  ask: () => T | Promise<T>,
  isIt: (answer: T) => boolean = Boolean,
): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (isIt(answer)) return answer
    await pause(5)
  }
}
