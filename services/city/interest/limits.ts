/** Confirmations one address may have open within a day, so that nobody's mailbox is filled by strangers. */
export const openPerAddress = 3
export const openWithinMs = 24 * 60 * 60_000

/** Confirmations the hub as a whole sends within an hour, so that it is of no use for sending mails to many. */
export const openPerHour = 300
export const hourMs = 60 * 60_000

/** After this an interest that nobody has confirmed is removed, with the address. */
export const unconfirmedMs = 7 * 24 * 60 * 60_000
