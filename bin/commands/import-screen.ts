import type { ImportProgress } from '../../platform/feeds/import-feed.js'
import type { ImportReport, Problem } from '../../platform/feeds/report.js'

/** Problems of a kind shown on the screen; `--report` has more. */
const shownProblems = 20

/** Pause between two updates of the progress line, ms. */
const updateEveryMs = 200

/** A line that is written over while an import works; nothing where the output is not a terminal. */
export function createProgress(output: NodeJS.WriteStream) {
  let shownAt = 0
  return {
    show({ bytesRead, size, rows }: ImportProgress): void {
      const now = performance.now()
      if (!output.isTTY || now - shownAt < updateEveryMs) return
      shownAt = now
      const share = size > 0 ? `${Math.min(100, Math.floor((bytesRead / size) * 100))} %, ` : ''
      output.write(`\r\x1b[K${share}${rows.toLocaleString('en')} rows`)
    },
    end(): void {
      if (shownAt > 0) output.write('\r\x1b[K')
    },
  }
}

/** What was written, refused and doubtful, with the reasons. */
export function printReport(report: ImportReport): void {
  const rows = Object.entries(report.written).map(
    ([table, count]) => `${count.toLocaleString('en')} ${table}`,
  )
  process.stdout.write(
    `Imported feed ${report.feedId}: ${rows.join(', ') || 'no records'}; ${report.skipped} records skipped.\n`,
  )
  printProblems('Skipped', report.problems, report.skipped)
  printProblems('Taken, but', report.warnings, report.doubtful)
}

/** Lists the first problems under a heading, and counts the others. */
export function printProblems(heading: string, problems: readonly Problem[], total: number): void {
  if (total === 0) return
  process.stdout.write(`${heading}:\n`)
  for (const { location, reason } of problems.slice(0, shownProblems)) {
    process.stdout.write(`  ${location}: ${reason}\n`)
  }
  if (total > shownProblems) {
    process.stdout.write(`  … and ${total - shownProblems} more; --report FILE writes them down.\n`)
  }
}
