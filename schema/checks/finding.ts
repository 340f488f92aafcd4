/** ERROR: it is not taken as it is. WARNING: it is, and those who decide about it see this. */
export type Severity = 'ERROR' | 'WARNING'

/** What a finding can be; each is a rule, in a file of its own in `rules/`. */
export const findingCodes = [
  'SDL_INVALID',
  'FEDERATION_VERSION',
  'COMPOSITION',
  'NAME_OF_OTHERS',
  'OWNED_BY_OTHERS',
  'OVERRIDE_OF_OTHERS',
  'INACCESSIBLE_TAKEN',
  'TAG_OF_OTHERS',
  'MUTATION_FORBIDDEN',
  'SEAM_NON_NULL',
  'BREAKING_CHANGE',
  'LIST_UNBOUNDED',
  'DESCRIPTION_MISSING',
  'NAMING',
  'HOST_NOT_PROVEN',
  'SERVICE_UNREACHABLE',
  'SERVICE_PROTECTED',
  'SERVICE_DIFFERS',
  'ENTITIES_INVALID',
  'ENTITIES_SLOW',
] as const

export type FindingCode = (typeof findingCodes)[number]

/** A text with the names of params in braces: `{type} belongs to {owner}.` */
export interface Text {
  DE: string
  EN: string
}

/** How a finding is said: what is wrong, and what to do about it. */
export interface Wording {
  message: Text
  remedy: Text
}

/** An operation somebody uses, or has registered: what a change of the graph must not break. */
export interface KnownOperation {
  /** SHA-256 of its text. */
  hash: string
  name: string | null
  /** Names of the apps that have registered it; null if none has. */
  app: string | null
  /** Without any value: strings are empty, numbers are 0. */
  text: string
  /** Times in the last 30 days; 0 for one that is registered only. */
  count: number
  /** UTC day, such as `2027-03-01`. */
  lastUsedOn: string | null
}

/** What one rule found. Plain data: it is stored as JSON, and its texts are filled in when somebody reads it. */
export interface StoredFinding {
  code: FindingCode
  severity: Severity
  /** Which of the rule's wordings says it. */
  wording: string
  /** `Type`, `Type.field`, `Type.field(argument:)`, `Enum.VALUE`; null where it is about none of them. */
  coordinate: string | null
  /** Place in the SDL, from 1. */
  line: number | null
  column: number | null
  params: Readonly<Record<string, string>>
  /** The operations that would break, the most used first; at most `mostOperations`, how many in all is in the params. */
  operations: readonly KnownOperation[]
}

/** So many operations are named in a finding. */
export const mostOperations = 20
