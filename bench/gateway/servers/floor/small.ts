import { entityFetch, found, productReferences, rootFetch } from './requests.js'
import type { Thing } from './types.js'

const topThree = rootFetch<{ topProducts: Thing[] }>('products', '{ topProducts(first: 3) { upc name } }')
const stock = entityFetch<Pick<Thing, 'inStock'>>('inventory', 'Product', 'inStock')
const reviewIds = entityFetch<{ reviews: { id: string }[] }>('reviews', 'Product', 'reviews { id }')

/** Three requests. */
export async function small() {
  const { topProducts } = await topThree()
  const references = productReferences(topProducts)
  const [stockOf, reviewsOf] = await Promise.all([stock(references), reviewIds(references)])
  const products = topProducts.map(({ upc, name }) => ({
    upc,
    name,
    inStock: found(stockOf, upc).inStock,
    reviews: found(reviewsOf, upc).reviews,
  }))
  return { data: { topProducts: products } }
}
