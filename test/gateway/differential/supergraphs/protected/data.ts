import type { WorldObject } from '../../kit/world.js'

const owner: WorldObject = { __typename: 'Owner', name: 'Ö', mail: { to: 'o@example.invalid' } }
const file: WorldObject = { __typename: 'File', id: '1', name: 'a.txt', size: 3, parent: () => folder, owner }
const lost: WorldObject = { __typename: 'File', id: '2', name: 'b', size: null, parent: null, owner: null }
const folder: WorldObject = {
  __typename: 'Folder',
  id: 'f',
  name: 'all',
  entries: () => [file, folder, lost],
  owners: [owner, { ...owner, mail: null }],
}

export const entities = [owner, file, lost, folder]

export const roots = {
  Query: {
    files: [file, lost, file],
    folder: ({ id }: { id: string }) => (id === 'f' ? folder : null),
  },
}
