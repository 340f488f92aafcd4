/** A query of the benchmark. */
export interface BenchQuery {
  name: 'big' | 'small'
  text: string
}

const fragments = `
fragment Person on User { id username name }
fragment Opinion on Review { id body }
fragment Thing on Product { upc name price weight inStock shippingEstimate }
`

/** Users and products with reviews, four levels deep: 88 kB, and 16 requests to subgraphs in stock's plan. */
const big: BenchQuery = {
  name: 'big',
  text: `query Big {
  users {
    ...Person
    reviews { ...Opinion product { ...Thing reviews { ...Opinion author { ...Person reviews { ...Opinion product { ...Thing } } } } } }
  }
  topProducts {
    ...Thing
    reviews { ...Opinion author { ...Person reviews { ...Opinion product { ...Thing } } } }
  }
}
${fragments}`,
}

/** One list, and two requests that follow from it: three requests to subgraphs. */
export const small: BenchQuery = {
  name: 'small',
  text: `query Small {
  topProducts(first: 3) { upc name inStock reviews { id } }
}
`,
}

export const queries: readonly BenchQuery[] = [big, small]
