import type { StoredFinding } from '../../../../schema/checks/finding.js'

/** Whether what was found keeps a version from being taken. */
export function hasErrors(findings: readonly StoredFinding[]): boolean {
  return findings.some(({ severity }) => severity === 'ERROR')
}
