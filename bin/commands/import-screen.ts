import type { ImportProgress } from '../../platform/feeds/import-feed.js'
import type { ImportReport, Problem } from '../../platform/feeds/report.js'
import { createProgressLine } from './progress-line.js'

/** Problems of a kind shown on the screen; `--report` has more. */
const shownProblems = 20

/** How far an import is, on one line. */
export function createProgress(output: NodeJS.WriteStream) {
  const line = createProgressLine(output)
  return {
    show({ bytesRead, size, rows }: ImportProgress): void {
      line.show(() => {
        const share = size > 0 ? `${Math.min(100, Math.floor((bytesRead / size) * 100))} %, ` : ''
        return `${share}${rows.toLocaleString('en')} rows`
      })
    },
    end: line.end,
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
