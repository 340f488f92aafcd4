import {
  entityFetch,
  found,
  pricedReferences,
  productReferences,
  rootFetch,
  userReferences,
} from './requests.js'
import type {
  AuthorReference,
  Person,
  ProductReference,
  ProductReview,
  ReviewedThing,
  Thing,
  UserReview,
} from './types.js'

const allUsers = rootFetch<{ users: Person[] }>('accounts', '{ users { id username name } }')
const topThings = rootFetch<{ topProducts: Thing[] }>('products', '{ topProducts { upc name price weight } }')
const person = entityFetch<Pick<Person, 'username' | 'name'>>('accounts', 'User', 'username name')
const goods = entityFetch<Pick<Thing, 'name' | 'price' | 'weight'>>(
  'products',
  'Product',
  'name price weight',
)
const stock = entityFetch<Pick<Thing, 'inStock'>>('inventory', 'Product', 'inStock')
const shipping = entityFetch<Pick<Thing, 'shippingEstimate'>>('inventory', 'Product', 'shippingEstimate')
const store = entityFetch<Pick<Thing, 'inStock' | 'shippingEstimate'>>(
  'inventory',
  'Product',
  'inStock shippingEstimate',
)
const ofAuthor = 'id body author { id reviews { id body product { upc } } }'
const userReviews = entityFetch<{ reviews: UserReview[] }>(
  'reviews',
  'User',
  `reviews { id body product { upc reviews { ${ofAuthor} } } }`,
)
const productReviews = entityFetch<{ reviews: ProductReview[] }>(
  'reviews',
  'Product',
  `reviews { ${ofAuthor} }`,
)

/** 16 requests. */
export async function big() {
  const [users, topProducts] = await Promise.all([usersPart(), topPart()])
  return { data: { users, topProducts } }
}

async function usersPart() {
  const { users } = await allUsers()
  const reviewsOf = await userReviews(userReferences(users))
  const products = users.flatMap(({ id }) => found(reviewsOf, id).reviews.map(({ product }) => product))
  const authors = authorsOf(products)
  const [thingOf, personOf, deepThingOf] = await Promise.all([
    things(products),
    person(userReferences(authors)),
    things(productsOf(authors)),
  ])
  return users.map(({ id, username, name }) => ({
    id,
    username,
    name,
    reviews: found(reviewsOf, id).reviews.map((review) => ({
      id: review.id,
      body: review.body,
      product: {
        ...found(thingOf, review.product.upc),
        reviews: authored(review.product.reviews, personOf, deepThingOf),
      },
    })),
  }))
}

async function topPart() {
  const { topProducts } = await topThings()
  const [reviewsOf, storeOf] = await Promise.all([
    productReviews(productReferences(topProducts)),
    store(pricedReferences(topProducts)),
  ])
  const authors = authorsOf([...reviewsOf.values()])
  const [personOf, deepThingOf] = await Promise.all([
    person(userReferences(authors)),
    things(productsOf(authors)),
  ])
  return topProducts.map(({ upc, name, price, weight }) => {
    const { inStock, shippingEstimate } = found(storeOf, upc)
    const reviews = authored(found(reviewsOf, upc).reviews, personOf, deepThingOf)
    return { upc, name, price, weight, inStock, shippingEstimate, reviews }
  })
}

/** Three requests: one for the stock beside two for the price of shipping, which need each other. */
async function things(products: readonly ProductReference[]): Promise<ReadonlyMap<string, Thing>> {
  const references = productReferences(products)
  const [stockOf, [goodsOf, shippingOf]] = await Promise.all([
    stock(references),
    goods(references).then(async (priced) => {
      const withPrices = [...priced].map(([upc, { price, weight }]) => ({ upc, price, weight }))
      return [priced, await shipping(pricedReferences(withPrices))] as const
    }),
  ])
  const all = new Map<string, Thing>()
  for (const upc of references.keys()) {
    const { name, price, weight } = found(goodsOf, upc)
    const { inStock } = found(stockOf, upc)
    all.set(upc, { upc, name, price, weight, inStock, ...found(shippingOf, upc) })
  }
  return all
}

function authored(
  reviews: readonly ProductReview[],
  personOf: ReadonlyMap<string, Pick<Person, 'username' | 'name'>>,
  thingOf: ReadonlyMap<string, Thing>,
) {
  return reviews.map(({ id, body, author }) => {
    const { username, name } = found(personOf, author.id)
    const written = author.reviews.map((review) => ({
      id: review.id,
      body: review.body,
      product: found(thingOf, review.product.upc),
    }))
    return { id, body, author: { id: author.id, username, name, reviews: written } }
  })
}

function authorsOf(products: readonly Pick<ReviewedThing, 'reviews'>[]): AuthorReference[] {
  return products.flatMap(({ reviews }) => reviews.map(({ author }) => author))
}

function productsOf(authors: readonly AuthorReference[]): ProductReference[] {
  return authors.flatMap(({ reviews }) => reviews.map(({ product }) => product))
}
