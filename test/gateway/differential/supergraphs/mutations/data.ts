import type { WorldObject } from '../../kit/world.js'

interface Line {
  article: string
  count: number | null
  options?: { gift: boolean; words?: string[][] }
}

const first: WorldObject = { __typename: 'Order', id: 'o1', note: 'quick', count: 2, invoice: () => bill }
const second: WorldObject = { __typename: 'Order', id: 'o2', note: null, count: 0, invoice: null }
const bill = invoice(1, first)
const reminder = invoice(2, null)

function invoice(number: number, order: WorldObject | null): WorldObject {
  return {
    __typename: 'Invoice',
    number,
    order,
    cents: 100 * number,
    mailed: number === 1,
    subject: (_: object, given: { order: { note: string | null } | null }) =>
      `Invoice ${number} ${given.order?.note ?? ''}`,
  }
}

export const entities = [first, second, bill, reminder]

export const roots = {
  Query: { orders: [first, second] },
  Mutation: {
    order: ({ lines, note }: { lines: Line[]; note?: string }) => ({
      ...second,
      note: note ?? null,
      count: lines.reduce((sum, { count, options }) => sum + (count ?? 0) + (options?.gift ? 1 : 0), 0),
    }),
    cancel: ({ id }: { id: string }) =>
      id === 'o1' ? first : { __typename: 'Refused', reason: `There is no ${id}.` },
    touch: 1,
    pay: ({ order, cents }: { order: string; cents: number }) =>
      order === 'none' ? null : { ...bill, cents },
    remind: [bill, reminder, bill],
    mail: ({ to }: { to?: string }) => to !== undefined,
  },
}
