import type { WorldObject } from '../../kit/world.js'

const ada: WorldObject = {
  __typename: 'Person',
  id: 'ada',
  name: 'Ada "A." Lovelace\n',
  fame: 3,
  friends: () => [band, ada],
  made: () => [analysis, null, machine],
}
const bob: WorldObject = { __typename: 'Person', id: 'bob', name: '', fame: 0, friends: null, made: [] }
const band: WorldObject = { __typename: 'Band', fame: 9, friends: () => [bob], songs: ['la', null] }

const analysis: WorldObject = {
  __typename: 'Book',
  ...item('b1', 'Analysis'),
  pages: 300,
  author: ada,
  readers: ({ first }: { first: number }) => [bob, ada, bob, bob].slice(0, first),
  note: 'long',
}
const machine: WorldObject = { __typename: 'Film', ...item('f1', 'Machine'), viewers: null, note: 4, cut: '' }
const draft: WorldObject = { __typename: 'Draft', ...item('d1', 'Draft') }

function item(id: string, title: string): WorldObject {
  return {
    id,
    title,
    state: id === 'f1' ? 'LOST' : 'USED',
    tags: [['a', { deep: [1, 2.5, null, 'ü'] }], []],
    related: () => [machine, analysis, draft],
    cover: ({ size }: { size: string }) =>
      id === 'f1' && size === 'LARGE' ? null : { url: `/${id}/${size}`, meta: { size, id: [id] } },
  }
}

export const entities = [ada, bob, analysis, machine]

export const roots = {
  Query: {
    items: ({ first }: { first: number }) => [analysis, machine, analysis].slice(0, first),
    search: ({ text }: { text?: string }) => (text === 'none' ? null : [ada, machine, null, draft, analysis]),
    node: ({ id }: { id: string }) => entities.find((entity) => entity.id === id) ?? null,
    shelves: [[analysis, null, machine], []],
    tag: { any: true },
    people: [ada, bob, ada],
    famous: band,
  },
}
