/** Rows of one registration. */
export const maxRows = 10_000
/** Bytes of one registration's file, in UTF-8. */
export const maxFileBytes = 20_000_000
/** Bytes of one part, in UTF-8: with its JSON around it, it fits in what the gateway takes. */
export const maxPartBytes = 180_000
export const maxParts = 1_000
/** Registrations an organization may have that are not finished: each holds a file. */
export const maxUnfinished = 5
