import { registerEnumType } from 'type-graphql'

export enum GoodsStatus {
  OPEN = 'OPEN',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(GoodsStatus, {
  name: 'GoodsStatus',
  description: 'Whether what is offered or needed still stands, or has been taken back.',
})
