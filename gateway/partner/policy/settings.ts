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
    /** So many that were given their whole time, without an answer between them, say enough. */
    timeoutsInRow: number
    /** How long nothing is asked, ms: the first time, and at most; it doubles with each probe that fails. */
    firstPauseMs: number
    longestPauseMs: number
  }
  patience: {
    /** How many answers are looked back at, and from how many on they say what is usual. */
    lastAnswers: number
    leastAnswers: number
    /** An answer is late after `factor` times the time in which this share of them came (0 to 1), and `shortestMs`. */
    share: number
    factor: number
    shortestMs: number
    /** How many queries may wait for late answers at a time. */
    mostLate: number
    /** How many of them, while nothing comes, mean that a partner has stalled: no more is sent than `mostLate`. */
    lateOfStalled: number
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
    timeoutsInRow: 3,
    firstPauseMs: 1_000,
    longestPauseMs: 30_000,
  },
  // Two late answers of the last hundred, and the partner is given more time.
  patience: {
    lastAnswers: 100,
    leastAnswers: 20,
    share: 0.99,
    factor: 2,
    shortestMs: 50,
    mostLate: 3,
    lateOfStalled: 2,
  },
  turns: { waitingForEach: 8, longestWaitMs: 500 },
  // One retry for ten requests: a partner that is away is not asked twice as often for it.
  retry: { share: 0.1, most: 10, delayMs: 50 },
}
