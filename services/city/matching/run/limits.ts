/** Seconds a run may search at most, and where nobody says. */
export const mostSeconds = 300
export const usualSeconds = 30
/** Runs that wait or are at work. */
export const mostUnfinished = 10
/** Ids of one kind a run can be limited to, or vary. */
export const mostNamed = 100
/** How often a run is begun, after processes ended in the middle of it. */
export const mostAttempts = 3
/** How long a process that is not heard of keeps a run, ms. */
export const leaseMs = 30_000
