/** What the command asks the graph. */
export { registrationOperations as operations } from '../../platform/registry/command-operations.js'

export type Lang = 'DE' | 'EN'

export interface RegistrationState {
  id: string
  status: 'OPEN' | 'RUNNING' | 'STOPPED' | 'FINISHED' | 'REFUSED' | 'CANCELLED'
  rowCount: number | null
  partsThere: number[]
  failure: { code: string; message: string } | null
  progress: {
    total: number
    done: number
    registered: number
    valid: number
    refused: number
    alreadyThere: number
  }
}

export interface ReportedRow {
  row: number
  line: number | null
  externalId: string | null
  outcome: 'PENDING' | 'REGISTERED' | 'VALID' | 'REFUSED' | 'ALREADY_THERE'
  initiative: { id: string } | null
  problems: { path: string[]; code: string; message: string }[]
}

export interface RowPage {
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  edges: { node: ReportedRow }[]
}
