import { setTimeout as sleep } from 'node:timers/promises'
import type { Resolve } from '../../../../../platform/outbound/guarded-connect.js'
import { type GuardedSender, openGuardedSender } from '../../../../../platform/outbound/guarded-post.js'
import type { Job, JobContext } from '../../../../../platform/service/job.js'
import { type ClaimedDelivery, claimDue } from './claim.js'
import { messageOf } from './message.js'
import { record } from './record.js'
import { isGivenUp, switchOff } from './switch-off.js'
import { verdictOn } from './verdict.js'

/** Attempts a process makes at the same time. */
const concurrency = 32
/** How soon new deliveries are looked for while slow receivers are waited for, ms. */
const lookEveryMs = 250

export interface DeliveryOptions {
  /** For one attempt, connecting and answer together. */
  timeoutMs: number
  resolve?: Resolve
}

const usual: DeliveryOptions = { timeoutMs: 10_000 }
/** A receiver's answer is for its owner's eyes; more than this is not read. */
const answerLimitBytes = 4 * 1024

export const deliverWebhooks: Job = {
  name: 'deliver-webhooks',
  everyMs: 2_000,
  wokenBy: 'city_webhook_delivery',
  run: (context) => deliverDue(context, usual),
}

/** Delivers everything that is due: at least once, in no promised order, many receivers at the same time. */
export async function deliverDue(context: JobContext, options: DeliveryOptions): Promise<void> {
  const { config, database, clock, logger, signal } = context
  const { privateAddresses } = config.webhooks
  const sender = openGuardedSender({ ...options, answerLimitBytes, privateAddresses, signal })
  const running = new Set<Promise<void>>()
  try {
    while (!signal.aborted) {
      const room = concurrency - running.size
      const claimed = room > 0 ? await claimDue(database, clock(), room) : []
      for (const delivery of claimed) {
        const attempt: Promise<void> = deliver(delivery, sender, context)
          // Made again when its lease has run out.
          .catch((error) => {
            if (!signal.aborted) logger.error({ error, delivery: delivery.id }, 'a delivery broke off')
          })
          .finally(() => running.delete(attempt))
        running.add(attempt)
      }
      if (running.size === 0) return
      if (claimed.length === 0) await Promise.race([...running, sleep(lookEveryMs)])
    }
  } finally {
    await Promise.allSettled(running)
    await sender.close()
  }
}

async function deliver(
  delivery: ClaimedDelivery,
  sender: GuardedSender,
  { database, clock, logger }: JobContext,
) {
  const { headers, body } = messageOf(delivery, clock())
  const verdict = verdictOn(await sender.post(delivery.url, headers, body))
  const now = clock()
  const { webhookId, id, attempts } = delivery
  const failingSince = await record(database, delivery, verdict, now)
  const { failure, status } = verdict
  if (failure !== null)
    logger.warn({ webhookId, delivery: id, attempts, failure, status }, 'a webhook was not delivered')
  if (isGivenUp(failure, failingSince, now)) await switchOff(database, webhookId, failure, now)
}
