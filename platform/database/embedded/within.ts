/** Whether a promise settles within a time in milliseconds. Holds no timer afterwards. */
export async function settlesWithin(promise: Promise<unknown>, waitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const timeUp = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, waitMs, false)
  })
  try {
    return await Promise.race([promise.then(() => true), timeUp])
  } finally {
    clearTimeout(timer)
  }
}
