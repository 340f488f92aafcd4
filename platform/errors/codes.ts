/**
 * The closed list of expected failures, each with what it means to the person who meets it.
 * A failure that is not listed here is a programmer's mistake and stays a TypeError.
 */
export const errorCodes = {
  CONFIG_INVALID: 'A setting is missing or not usable; the message names every one of them.',
  ALREADY_RUNNING: 'A hub already runs in this folder.',
  PORT_IN_USE: 'Another program listens on the port this process needs.',
  DATABASE_UNAVAILABLE: 'The database cannot be reached or refuses to start.',
  DATABASE_OUTDATED: 'The database lacks migrations this version needs.',
  PROCESS_FAILED: 'A process of the hub ended before it was ready.',
  FORMAT_UNKNOWN: 'No importer of that field reads that format.',
  FORMAT_UNRECOGNIZED: 'The file is not of the format it was said to be; nothing was changed.',
  IMPORT_EMPTY: 'Every record of the file was refused; nothing was changed.',
  SOURCE_UNAVAILABLE: 'The file or address of an import cannot be read.',
  SOURCE_TOO_LARGE: 'The file or address of an import holds more than the limit allows.',
  ADDRESS_REFUSED: 'The address leads into an internal network and is not asked.',
  SCHEMA_DRIFT: 'A committed contract differs from what the code declares.',
  SCHEMA_INVALID: 'The subgraphs do not compose into a supergraph.',
  CALLER_REFUSED: 'The request carries no valid token of the gateway.',
  UNAUTHENTICATED: 'The field is for those who are signed in, and the request says nobody.',
  CREDENTIAL_REFUSED:
    'The session, token or API key is not valid (any more): sign in again or use another key.',
  FORBIDDEN: 'The caller may not do or read this; the message says who may.',
  IDENTITY_UNAVAILABLE:
    'Nobody can be recognized at the moment; what is public can be asked without signing in.',
  MAIL_UNAVAILABLE: 'A mail cannot be sent at the moment; try again later.',
  TOO_MANY_REQUESTS:
    'Too many attempts from one address or for one account, or too much to do at once: wait as long as the message says.',
  CONFLICT:
    'Somebody was faster: it has been changed since (the current version is in `extensions.current`), or given to somebody else (why, in `extensions.reason`).',
  STATE_REFUSED:
    'What was asked for does not fit the state the thing is in; the message says which states it fits.',
  ORGANIZATION_SUSPENDED:
    'The organization is suspended, for the reason in `extensions.reason`: until that is lifted, only coordinators change anything for it.',
  DUPLICATE_SUSPECTED:
    'It may be there already; what it may be is in `extensions.duplicates`. Use that one, or say that it is another.',
  INCOMPLETE: 'It lacks what it needs to be published; every missing thing is in `extensions.problems`.',
  IDEMPOTENCY_KEY_REUSED:
    'The idempotency key has been used for something else: take a new one for each change.',
  AUDIT_BROKEN: 'The audit trail has been changed from outside; the message names the first broken link.',
  BAD_USER_INPUT: 'An argument is outside what the field accepts.',
  SUBGRAPH_UNAVAILABLE: 'A subgraph did not answer; its own fields are null.',
  SUBGRAPH_INVALID_ANSWER: 'A subgraph answered with something that is not what its schema promises.',
  SUBGRAPH_ERROR: 'The subgraph of a partner says that a field failed; the message is its own.',
  SUBGRAPH_SUSPENDED: 'The town has suspended the partner behind a subgraph; its own fields are null.',
  UNAUTHORIZED_FIELD_OR_TYPE:
    'A subgraph protects the field, and the caller is not whom it is for; the message says who may read it.',
  OPERATION_NOT_REGISTERED:
    'Only operations that an app has registered are executed here, and this one is not among them.',
  OPERATION_TOO_DEEP: 'The operation nests deeper than the limit.',
  OPERATION_TOO_MANY_ALIASES: 'The operation uses more aliases than the limit.',
  OPERATION_TOO_LONG: 'The operation has more tokens than the limit.',
  OPERATION_TOO_COSTLY: 'The operation may return more than the cost limit allows.',
  OPERATION_TOO_COMPLEX: 'Planning the operation takes longer, or more memory, than the limit.',
  BAD_REQUEST: 'The request is not well-formed HTTP or GraphQL over HTTP.',
  NOT_FOUND: 'Nothing answers at this path, or nothing has this id that the caller may know of.',
  METHOD_NOT_ALLOWED: 'This path does not take this HTTP method; the Allow header names those it takes.',
  NOT_ACCEPTABLE: 'The Accept header admits no media type that can be answered in.',
  UNSUPPORTED_MEDIA_TYPE: 'The body is not JSON.',
  REQUEST_TOO_LARGE: 'The request body is larger than the limit.',
  INTERNAL_SERVER_ERROR: 'Something failed that should not have; the log has it under the request id.',
} as const

export type ErrorCode = keyof typeof errorCodes
