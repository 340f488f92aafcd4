import { registerEnumType } from 'type-graphql'

/** Why an attempt to deliver did not succeed. */
export enum DeliveryFailure {
  ADDRESS_REFUSED = 'ADDRESS_REFUSED',
  UNKNOWN_HOST = 'UNKNOWN_HOST',
  UNREACHABLE = 'UNREACHABLE',
  TIMEOUT = 'TIMEOUT',
  NO_HTTP = 'NO_HTTP',
  REDIRECT = 'REDIRECT',
  GONE = 'GONE',
  STATUS = 'STATUS',
}

registerEnumType(DeliveryFailure, {
  name: 'DeliveryFailure',
  description: 'Why an attempt to deliver did not succeed.',
})
