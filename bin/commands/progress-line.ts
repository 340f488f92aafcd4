/** Pause between two updates of the line, ms. */
const updateEveryMs = 200

/** A line that is written over while a command works; nothing where the output is not a terminal. */
export function createProgressLine(output: NodeJS.WriteStream) {
  let shownAt = 0
  return {
    /** @param text made only when it is shown */
    show(text: () => string): void {
      const now = performance.now()
      if (!output.isTTY || now - shownAt < updateEveryMs) return
      shownAt = now
      output.write(`\r\x1b[K${text()}`)
    },
    end(): void {
      if (shownAt > 0) output.write('\r\x1b[K')
    },
  }
}
