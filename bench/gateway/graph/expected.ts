import type { BenchQuery } from './queries.js'
import { type Product, products, type Review, reviews, shippingEstimate, users } from './records.js'

/** What the queries' answers are, straight from the data: no gateway is another's measure. */
export const expected: Record<BenchQuery['name'], () => unknown> = {
  big: () => ({
    users: users.map(({ id }) => ({
      ...person(id),
      reviews: reviewsBy(id).map((review) => ({
        ...opinion(review),
        product: { ...thing(productOf(review)), reviews: authored(review.product) },
      })),
    })),
    topProducts: products
      .slice(0, 5)
      .map((product) => ({ ...thing(product), reviews: authored(product.upc) })),
  }),
  small: () => ({
    topProducts: products.slice(0, 3).map(({ upc, name, inStock }) => ({
      upc,
      name,
      inStock,
      reviews: reviewsOf(upc).map(({ id }) => ({ id })),
    })),
  }),
}

function authored(upc: string) {
  return reviewsOf(upc).map((review) => ({
    ...opinion(review),
    author: {
      ...person(review.author),
      reviews: reviewsBy(review.author).map((other) => ({
        ...opinion(other),
        product: thing(productOf(other)),
      })),
    },
  }))
}

function person(id: string) {
  return users.filter((user) => user.id === id).map(({ username, name }) => ({ id, username, name }))[0]
}

function opinion({ id, body }: Review) {
  return { id, body }
}

function thing(product: Product | undefined) {
  return product === undefined ? null : { ...product, shippingEstimate: shippingEstimate(product) }
}

function productOf({ product }: Review): Product | undefined {
  return products.find(({ upc }) => upc === product)
}

function reviewsBy(user: string): Review[] {
  return reviews.filter(({ author }) => author === user)
}

function reviewsOf(upc: string): Review[] {
  return reviews.filter(({ product }) => product === upc)
}
