/** The zone the town's clocks and calendar are kept in (IANA). */
export const townZone = 'Europe/Berlin'
