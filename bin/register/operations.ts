/** What the command asks the graph. */
export const operations = {
  start: `mutation Start($organizationId: ID!, $format: RegistrationFormat!, $dryRun: Boolean!, $submit: Boolean!,
      $fileName: String, $idempotencyKey: String!, $lang: Language!) {
    registration: startRegistration(organizationId: $organizationId, format: $format, dryRun: $dryRun,
      submit: $submit, fileName: $fileName, idempotencyKey: $idempotencyKey, lang: $lang) { id }
  }`,
  add: `mutation Add($id: ID!, $part: Int!, $content: String!, $idempotencyKey: String!, $lang: Language!) {
    addToRegistration(id: $id, part: $part, content: $content, idempotencyKey: $idempotencyKey, lang: $lang) { id }
  }`,
  run: `mutation Run($id: ID!, $parts: Int!, $idempotencyKey: String!, $lang: Language!) {
    runRegistration(id: $id, parts: $parts, idempotencyKey: $idempotencyKey, lang: $lang) { id }
  }`,
  state: `query State($id: ID!, $lang: Language!) {
    registration: initiativeRegistration(id: $id) {
      id status rowCount partsThere failure(lang: $lang) { code message }
      progress { total done registered valid refused alreadyThere }
    }
  }`,
  rows: `query Rows($id: ID!, $lang: Language!, $first: Int!, $after: String, $outcome: RowOutcome) {
    registration: initiativeRegistration(id: $id) {
      rows(first: $first, after: $after, outcome: $outcome) {
        pageInfo { hasNextPage endCursor }
        edges { node { row line externalId outcome initiative { id } problems(lang: $lang) { path code message } } }
      }
    }
  }`,
} as const

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
