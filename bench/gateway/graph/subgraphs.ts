import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph'
import { type GraphQLSchema, parse } from 'graphql'
import { type Product, products, reviews, shippingEstimate, users } from './records.js'

/** A subgraph of the benchmark: its SDL in the older notation of federation, which all gateways compared here read. */
export interface BenchSubgraph {
  name: 'accounts' | 'inventory' | 'products' | 'reviews'
  sdl: string
  resolvers: GraphQLResolverMap<unknown>
}

const accounts: BenchSubgraph = {
  name: 'accounts',
  sdl: `
    extend type Query {
      me: User
      user(id: ID!): User
      users: [User]
    }
    type User @key(fields: "id") {
      id: ID!
      name: String
      username: String
      birthday: String
    }
  `,
  resolvers: {
    Query: {
      me: () => users[0],
      user: (_: unknown, { id }: { id: string }) => users.find((user) => user.id === id),
      users: () => users,
    },
    User: { __resolveReference: ({ id }: { id: string }) => users.find((user) => user.id === id) },
  },
}

const inventory: BenchSubgraph = {
  name: 'inventory',
  sdl: `
    extend type Product @key(fields: "upc") {
      upc: String! @external
      price: Int @external
      weight: Int @external
      inStock: Boolean
      shippingEstimate: Int @requires(fields: "price weight")
    }
  `,
  resolvers: {
    Product: {
      // What is sent with a reference for @requires is kept beside what is known here.
      __resolveReference: (reference: Pick<Product, 'upc'>) => ({ ...productOf(reference), ...reference }),
      shippingEstimate: (product: Product) => shippingEstimate(product),
    },
  },
}

const catalogue: BenchSubgraph = {
  name: 'products',
  sdl: `
    extend type Query {
      topProducts(first: Int = 5): [Product]
    }
    type Product @key(fields: "upc") {
      upc: String!
      name: String
      price: Int
      weight: Int
    }
  `,
  resolvers: {
    Query: { topProducts: (_: unknown, { first }: { first: number }) => products.slice(0, first) },
    Product: { __resolveReference: productOf },
  },
}

const opinions: BenchSubgraph = {
  name: 'reviews',
  sdl: `
    type Review @key(fields: "id") {
      id: ID!
      body: String
      author: User
      product: Product
    }
    extend type User @key(fields: "id") {
      id: ID! @external
      reviews: [Review]
    }
    extend type Product @key(fields: "upc") {
      upc: String! @external
      reviews: [Review]
    }
  `,
  resolvers: {
    Review: {
      __resolveReference: ({ id }: { id: string }) => reviews.find((review) => review.id === id),
      author: ({ author }: { author: string }) => ({ __typename: 'User', id: author }),
      product: ({ product }: { product: string }) => ({ __typename: 'Product', upc: product }),
    },
    User: { reviews: ({ id }: { id: string }) => reviews.filter(({ author }) => author === id) },
    Product: { reviews: ({ upc }: { upc: string }) => reviews.filter(({ product }) => product === upc) },
  },
}

export const subgraphs: readonly BenchSubgraph[] = [accounts, inventory, catalogue, opinions]

export function schemaOf({ sdl, resolvers }: BenchSubgraph): GraphQLSchema {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }])
  const service = schema.getQueryType()?.getFields()._service
  // Printed by the library it has empty types beside those that are extended, which Mercurius takes for the types.
  if (service !== undefined) service.resolve = () => ({ sdl })
  return schema
}

function productOf({ upc }: Pick<Product, 'upc'>): Product | undefined {
  return products.find((product) => product.upc === upc)
}
