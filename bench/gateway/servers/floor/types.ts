/** What the subgraphs give, as the two queries ask for it. */

export interface UserReference {
  id: string
}
export interface ProductReference {
  upc: string
}
export interface Person extends UserReference {
  username: string
  name: string
}
export interface Thing extends ProductReference {
  name: string
  price: number
  weight: number
  inStock: boolean
  shippingEstimate: number
}
export interface Opinion {
  id: string
  body: string
}
export type Reviewed = Opinion & { product: ProductReference }
export type AuthorReference = UserReference & { reviews: Reviewed[] }
export type ProductReview = Opinion & { author: AuthorReference }
export type ReviewedThing = ProductReference & { reviews: ProductReview[] }
export type UserReview = Opinion & { product: ReviewedThing }
