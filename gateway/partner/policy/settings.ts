/** How the gateway treats a partner's subgraph that fails. */
export interface PolicySettings {
  breaker: {
    /**
     * How many requests are looked back at. Requests, not seconds: who hangs fails seldom, for each failure takes its
     * time, and a window of seconds would be full of what was well before.
     */
    lastRequests: number
    /** Share of failures among them above which nothing is asked for a while, 0 to 1. */
    failureShare: number
    /** Below so many requests a share says nothing. */
    leastRequests: number
    /** How long nothing is asked, ms: the first time, and at most; it doubles with each probe that fails. */
    firstPauseMs: number
    longestPauseMs: number
  }
  turns: {
    /** How many requests may wait for each that is made. */
    waitingForEach: number
    /**
     * How long one waits at most, ms. A burst is over before that; where a partner hangs, nobody waits long for a turn
     * that does not come.
     */
    longestWaitMs: number
  }
  retry: {
    /** Retries for each request. */
    share: number
    /** How many retries may be saved up. */
    most: number
    /** Longest pause before a retry, ms; a random part of it is waited. */
    delayMs: number
  }
}

export const policySettings: PolicySettings = {
  breaker: {
    lastRequests: 20,
    failureShare: 0.5,
    leastRequests: 5,
    firstPauseMs: 1_000,
    longestPauseMs: 30_000,
  },
  turns: { waitingForEach: 8, longestWaitMs: 500 },
  // One retry for ten requests: a partner that is away is not asked twice as often for it.
  retry: { share: 0.1, most: 10, delayMs: 50 },
}
