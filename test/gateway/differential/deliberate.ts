import { type Faults, faultAt, noFaults } from './kit/faults.js'

/** Where we differ from @apollo/gateway on purpose, by an example of it. */
export interface Deliberate {
  /** What ours does. */
  title: string
  /** Why. */
  reason: string
  scenario: string
  query: string
  faults?: Faults
  /** What each makes of it; stock's is undefined where it gives up on the whole answer. */
  stock: Outcome | undefined
  ours: Outcome
}

interface Outcome {
  data: unknown
  /** Messages with paths. */
  errors: readonly string[]
}

/** All of them; the random comparison (`kit/compare.ts`, `leftOut` of the scenarios) leaves these out, and nothing else. */
export const deliberate: Record<string, Deliberate> = {
  wholeAnswer: {
    title: 'a scalar where a list is due costs its own field only',
    reason: 'One subgraph that breaks its schema may not cost the answers of all others.',
    scenario: 'keys',
    query: '{ product(id: "p1") { title offers { number } } branches { town } }',
    faults: faultAt(/^catalog Query\/branches/, 'wrong', 'wrong'),
    stock: undefined,
    ours: {
      data: { product: { title: 'The tea', offers: [{ number: 1 }, { number: 2 }] }, branches: null },
      errors: ['Invalid value found for field Query.branches. (branches)'],
    },
  },
  listForObject: {
    title: 'a list where an object is due is null, with an error',
    reason: 'A list has none of the fields; an object full of nulls says that there is one.',
    scenario: 'overrides',
    query: '{ places { address { town } } }',
    faults: faultAt(/ entity 0\/address/, 'wrong', []),
    stock: { data: { places: [{ address: { town: null } }, { address: null }] }, errors: [] },
    ours: {
      data: { places: [{ address: null }, { address: null }] },
      errors: ['Invalid value found for field Place.address. (places.0.address)'],
    },
  },
  unknownType: {
    title: 'an object of which no type is known is null, with an error',
    reason: 'A null that no error explains cannot be told from one the subgraph means.',
    scenario: 'abstract',
    query: '{ node(id: "b1") { __typename } }',
    faults: faultAt(/__typename$/, 'missing'),
    stock: { data: { node: null }, errors: [] },
    ours: {
      data: { node: null },
      errors: ['Invalid __typename found for object at field Query.node. (node)'],
    },
  },
  coordinate: {
    title: 'an error about a value names the field of the type it belongs to',
    reason: 'Whoever looks for the field in a schema does not know aliases.',
    scenario: 'overrides',
    query: '{ places { called: name } }',
    faults: faultAt(/ entity 0\/name/, 'wrong', 5),
    stock: {
      data: { places: [{ called: null }, { called: 'Place a' }] },
      errors: ['Invalid value found for field Place.called. (places.0.called)'],
    },
    ours: {
      data: { places: [{ called: null }, { called: 'Place a' }] },
      errors: ['Invalid value found for field Place.name. (places.0.called)'],
    },
  },
  entityIndex: {
    title: 'an error of an entity is where that entity is',
    reason: 'Stock counts the objects for which nothing could be asked, too, and so names a wrong one.',
    scenario: 'keys',
    query: '{ products(first: 2) { inStock } }',
    faults: {
      ...noFaults,
      ofField: (place) => {
        if (place.startsWith('catalog entity 4/sku')) return 'missing'
        return place.startsWith('warehouse entity 5/inStock') ? 'error' : undefined
      },
    },
    stock: {
      data: { products: [{ inStock: null }, { inStock: null }] },
      errors: ['inStock failed. (products.0.inStock)'],
    },
    ours: {
      data: { products: [{ inStock: null }, { inStock: null }] },
      errors: ['inStock failed. (products.1.inStock)'],
    },
  },
  contexts: {
    title: 'a field gets what it takes from an object further up',
    reason: 'Stock plans @fromContext, and then sends nothing.',
    scenario: 'contexts',
    query: '{ tenants { rooms { sign } } guest { rooms { sign } } }',
    stock: {
      data: {
        tenants: [
          { rooms: [{ sign: 'attic 1 ' }, { sign: 'cellar 1 ' }] },
          { rooms: [{ sign: 'attic 1 ' }] },
        ],
        guest: { rooms: [{ sign: 'cellar 1 ' }] },
      },
      errors: [],
    },
    ours: {
      data: {
        tenants: [
          { rooms: [{ sign: 'attic 1 de' }, { sign: 'cellar 1 de' }] },
          { rooms: [{ sign: 'attic 1 nl' }] },
        ],
        guest: { rooms: [{ sign: 'cellar 1 en' }] },
      },
      errors: [],
    },
  },
  listsOfLists: {
    title: 'lists of lists can be required',
    reason: 'Stock takes the fields of an inner list, which has none.',
    scenario: 'requires',
    query: '{ article(id: "a2") { area } }',
    stock: { data: { article: { area: 0 } }, errors: [] },
    ours: { data: { article: { area: 5 } }, errors: [] },
  },
  interfaceName: {
    title: 'what an @interfaceObject says of an object does not change its type',
    reason:
      'Such a subgraph knows the name of the interface only; stock believes it, and loses what comes later.',
    scenario: 'interface-objects',
    query: '{ song { __typename stars } }',
    stock: { data: { song: null }, errors: [] },
    ours: { data: { song: { __typename: 'Song', stars: 2.5 } }, errors: [] },
  },
  requiredArguments: {
    title: 'a field is required with its own arguments, whatever else it is asked for with',
    reason: 'Apollo plans both as one field; whoever asks for both gets a wrong answer without an error.',
    scenario: 'requires',
    query: '{ article(id: "a2") { weight(unit: KG) maker { id } shipping } }',
    stock: { data: { article: { weight: 1.5, maker: { id: 'm2' }, shipping: 1.5 } }, errors: [] },
    ours: { data: { article: { weight: 1.5, maker: { id: 'm2' }, shipping: 1500 } }, errors: [] },
  },
  requiredTwice: {
    title: 'two fields can require one field with different arguments',
    reason: 'Apollo asks for both at once, with one value for the two.',
    scenario: 'requires',
    query: '{ article(id: "a2") { shipping kilos fragile } }',
    stock: { data: { article: { shipping: 1.5, kilos: 1.5, fragile: true } }, errors: [] },
    ours: { data: { article: { shipping: 1500, kilos: 1.5, fragile: true } }, errors: [] },
  },
  reentry: {
    title: 'a subgraph is asked again by a key it can be asked by',
    reason: 'Apollo takes the first key there is, and what is asked for is null without an error.',
    scenario: 'reentry',
    query: '{ parts { label } }',
    stock: { data: { parts: [{ label: null }] }, errors: [] },
    ours: { data: { parts: [{ label: 'Teil: Rad' }] }, errors: [] },
  },
  manyForOneNull: {
    title: 'of several reasons for one null, the error tells of the first in the order of the answer',
    reason: 'So the specification collects fields; stock goes through them as they are written.',
    scenario: 'mutations',
    query: '{ orders { note } ...More } fragment More on Query { others: orders { id } orders { id } }',
    faults: faultAt(/^orders entity 0\/id/, 'null'),
    stock: {
      data: null,
      errors: ['Cannot return null for non-nullable field Order.id. (others.0.id)'],
    },
    ours: {
      data: null,
      errors: ['Cannot return null for non-nullable field Order.id. (orders.0.id)'],
    },
  },
  knownType: {
    title: 'an object whose type the schema tells needs no subgraph to tell it',
    reason: 'Stock looks at the type of the fragment it is in, and nulls the object without an error.',
    scenario: 'mutations',
    query: '{ orders { ... on Outcome { __typename } } }',
    faults: faultAt(/__typename$/, 'missing'),
    stock: { data: null, errors: [] },
    ours: { data: { orders: [{ __typename: 'Order' }, { __typename: 'Order' }] }, errors: [] },
  },
}
