/** The benchmark's data: made up, small and always the same, so that every gateway gets the same answers. */

export interface User {
  id: string
  username: string
  name: string
  birthday: string
}

export interface Product {
  upc: string
  name: string
  /** Cents. */
  price: number
  /** Grams. */
  weight: number
  inStock: boolean
}

export interface Review {
  id: string
  body: string
  author: string
  product: string
}

export const users: readonly User[] = [
  { id: '1', username: 'brigitte', name: 'Brigitte Ahlers', birthday: '1961-03-14' },
  { id: '2', username: 'cem', name: 'Cem Yildirim', birthday: '1984-11-02' },
  { id: '3', username: 'dorothea', name: 'Dorothea Kamps', birthday: '1978-07-29' },
  { id: '4', username: 'emil', name: 'Emil van der Beek', birthday: '1999-01-08' },
  { id: '5', username: 'fatima', name: 'Fatima El Amrani', birthday: '1990-05-21' },
  { id: '6', username: 'gregor', name: 'Gregor Jansen', birthday: '1955-12-30' },
]

export const products: readonly Product[] = [
  { upc: '1', name: 'Bench of oak', price: 89900, weight: 21000, inStock: true },
  { upc: '2', name: 'Tricycle for parcels', price: 129900, weight: 34500, inStock: false },
  { upc: '3', name: 'Rain barrel', price: 5400, weight: 6200, inStock: true },
  { upc: '4', name: 'Sewing machine', price: 24900, weight: 8900, inStock: true },
  { upc: '5', name: 'Bookcase for the street', price: 41000, weight: 45000, inStock: false },
  { upc: '6', name: 'Box of seeds', price: 1250, weight: 400, inStock: true },
  { upc: '7', name: 'Folding table', price: 7900, weight: 11500, inStock: true },
  { upc: '8', name: 'Lantern', price: 3100, weight: 900, inStock: false },
  { upc: '9', name: 'Tool chest', price: 15900, weight: 17800, inStock: true },
]

/** Author and product of each review. The first product has most of them, as the best known one does. */
const written: readonly (readonly [author: string, product: string])[] = [
  ['1', '1'],
  ['1', '2'],
  ['2', '1'],
  ['2', '3'],
  ['3', '1'],
  ['3', '4'],
  ['4', '1'],
  ['4', '5'],
  ['5', '2'],
  ['5', '1'],
  ['6', '1'],
  ['6', '3'],
]

const sentences = [
  'It came on the day that was promised and stood in the yard within an hour.',
  'The children of the house use it more than those it was bought for.',
  'One screw was missing, which the shop round the corner had.',
  'After a winter outside it looks as it did in autumn.',
  'We would take a lighter one next time, since it goes up three floors.',
  'The neighbours have asked for it twice already.',
  'For its price there is nothing to complain about.',
]

export const reviews: readonly Review[] = written.map(([author, product], index) => ({
  id: String(index + 1),
  // Texts of four to eight sentences: each review differs, and so does its length.
  body: Array.from(
    { length: 4 + (index % 5) },
    (_, part) => sentences[(index + part * 3) % sentences.length],
  ).join(' '),
  author,
  product,
}))

/** Cents; nothing for what is dear. */
export function shippingEstimate({ price, weight }: Pick<Product, 'price' | 'weight'>): number {
  return price > 100_000 ? 0 : Math.round(weight / 100)
}
