import { registerEnumType } from 'type-graphql'

/** What has become of a message to one receiver. */
export enum DeliveryState {
  WAITING = 'WAITING',
  FAILED = 'FAILED',
  DELIVERED = 'DELIVERED',
  DEAD = 'DEAD',
}

registerEnumType(DeliveryState, {
  name: 'DeliveryState',
  description: 'What has become of a message to one receiver.',
  valuesConfig: {
    WAITING: { description: 'Not tried yet.' },
    FAILED: { description: 'Tried without success; it is tried again.' },
    DELIVERED: { description: 'The receiver has confirmed it.' },
    DEAD: { description: 'Given up after many tries; it can be delivered again by hand.' },
  },
})
