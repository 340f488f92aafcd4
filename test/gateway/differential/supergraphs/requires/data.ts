import type { WorldObject } from '../../kit/world.js'

interface GivenArticle {
  kind: string
  weight: number | null
  size: { width: number; height: number | null } | null
  parts: { width: number }[]
  layers: ({ width: number }[] | null)[]
  maker: { name: string | null; address: { town: string } | null } | null
  shipping: number | null
  fragile: boolean | null
}

const maker: WorldObject = {
  __typename: 'Maker',
  id: 'm1',
  name: 'Möbel & Co',
  address: { town: 'Köln', street: null },
}
const nobody: WorldObject = { __typename: 'Maker', id: 'm2', name: null, address: null }

const layers = [[{ width: 1, height: 2 }, { width: 3 }], [], null]
const book = article('a1', 'BOOK', {
  size: { width: 2, height: 3 },
  maker,
  layers,
  reviews: () => [good, bad],
})
const toy = article('a2', 'TOY', {
  size: null,
  maker: nobody,
  layers: [[{ width: 5 }]],
  reviews: () => [odd],
})
const food = article('a3', 'FOOD', { size: { width: 9 }, maker, layers: [], reviews: [] })

function article(id: string, kind: string, more: object): WorldObject {
  return {
    __typename: 'Article',
    id,
    kind,
    weight: ({ unit }: { unit: string }) => (unit === 'G' ? 1500 : 1.5),
    shipping: (_: object, { weight, size }: GivenArticle) =>
      weight === null ? null : weight + (size?.width ?? 0) * (size?.height ?? 1),
    kilos: (_: object, { weight }: GivenArticle) => weight,
    fragile: (_: object, given: GivenArticle) => given.kind === 'TOY',
    volume: ({ scale }: { scale: number | null }, given: GivenArticle) =>
      (scale ?? 1) * given.parts.reduce((sum, { width }) => sum + width, 0),
    area: (_: object, given: GivenArticle) =>
      given.layers.flatMap((layer) => layer ?? []).reduce((sum, { width }) => sum + width, 0),
    label: (_: object, given: GivenArticle) =>
      `${given.maker?.name ?? '?'}, ${given.maker?.address?.town ?? 'nowhere'}`,
    score: (_: object, { shipping, fragile }: GivenArticle) => (shipping ?? 0) + (fragile ? 0.5 : 0),
    parts: [{ width: 4 }, { width: 0, height: 1 }],
    ...more,
  }
}

const bad = review('r2', 1, { text: null, article: toy, answers: [] })
const odd = review('r3', 3, { text: 'so\u2028so', article: null, answers: null })
const good = review('r1', 5, { text: 'Schön.', article: book, answers: [bad, null, odd] })

function review(id: string, stars: number, more: object): WorldObject {
  return { __typename: 'Review', id, stars, ...more }
}

export const entities = [maker, nobody, book, toy, food, good, bad, odd]

export const roots = {
  Query: {
    articles: ({ kinds }: { kinds?: string[] }) =>
      [book, toy, food].filter(({ kind }) => !kinds || kinds.includes(String(kind))),
    article: ({ id }: { id: string }) => [book, toy, food].find((known) => known.id === id) ?? null,
    makers: [maker, nobody, null, maker],
    reviews: ({ atLeast }: { atLeast: number }) =>
      [good, bad, odd, good].filter(({ stars }) => Number(stars) >= atLeast),
  },
}

/** @apollo/gateway makes nothing of lists of lists that are required, and mixes up arguments. */
export const leftOut = ['Article.area', 'Article.weight', 'Article.kilos']
