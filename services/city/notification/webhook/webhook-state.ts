import { registerEnumType } from 'type-graphql'

export enum WebhookState {
  ACTIVE = 'ACTIVE',
  PAUSED = 'PAUSED',
  DISABLED = 'DISABLED',
}

registerEnumType(WebhookState, {
  name: 'WebhookState',
  description: 'Whether a webhook is delivered to.',
  valuesConfig: {
    PAUSED: { description: 'By its owner: messages are kept until it is active again.' },
    DISABLED: {
      description:
        'By the hub: it asked for it (status 410), or nothing has reached it for days. No new messages are kept.',
    },
  },
})
