import { check } from '../../../schema/checks/check.js'
import type { FindingCode, KnownOperation, StoredFinding } from '../../../schema/checks/finding.js'
import type { CheckOrder } from '../../../schema/checks/subject.js'
import { composeSupergraph, type SubgraphContract } from '../../../schema/compose.js'

export function link(...imported: string[]): string {
  const names = ['@key', '@shareable', '@external', ...imported].map((name) => `"${name}"`).join(', ')
  return `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${names}])`
}

/** The town's own part of a small graph. Its name is one of the hub's. */
export const town: SubgraphContract = {
  name: 'city',
  url: 'http://city.example/graphql',
  sdl: `${link('@inaccessible', '@tag')}
    type Query { district(id: ID!): District districts(first: Int = 20): [District!] pool(id: ID!): Pool }
    "A part of the town."
    type District @key(fields: "id") { id: ID! name: String! secret: Int @inaccessible pageInfo: PageInfo }
    "A swimming pool."
    type Pool @key(fields: "id") { id: ID! depth: Int! }
    "A page."
    type PageInfo @shareable { hasNextPage: Boolean! }
    "What is not for everybody."
    type Hidden @inaccessible { a: Int }
    enum Language { DE EN }
    scalar DateTime`,
}

/** A partner that is live already. */
export const library: SubgraphContract = {
  name: 'library',
  url: 'https://library.example/graphql',
  sdl: `${link()}
    type Query { book(id: ID!): Book }
    "A book."
    type Book @key(fields: "id") { id: ID! "As it is on the cover." title: String }
    enum BookState { LENT THERE }`,
}

const others = [town, library]

/** A subgraph without a fault, with more declarations; its root fields may be others. */
export function partner(more = '', query = 'cafe(id: ID!): Cafe', imported: string[] = []): string {
  return `${link(...imported)}
type Query { "One of them." ${query} }
"A repair café."
type Cafe @key(fields: "id") { id: ID! "How it is called." name: String }
${more}`
}

/** Checks a partner's SDL against town and library. */
export function checked(sdl: string, order: Partial<CheckOrder> = {}) {
  const base = order.others ?? others
  return check({
    name: 'cafes',
    url: 'https://cafes.example/graphql',
    sdl,
    liveSdl: null,
    mayExtend: ['District'],
    others: base,
    liveSupergraph: composeSupergraph(base),
    operations: [],
    live: null,
    ...order,
  })
}

/** What one rule finds: severity, wording, coordinate. */
export async function foundBy(code: FindingCode, sdl: string, order: Partial<CheckOrder> = {}) {
  const { findings } = await checked(sdl, order)
  return findings.filter((finding) => finding.code === code).map(told)
}

export function told({ severity, wording, coordinate }: StoredFinding): string {
  return `${severity} ${wording} ${coordinate}`
}

export function operation(text: string, more: Partial<KnownOperation> = {}): KnownOperation {
  return { hash: text, name: null, app: null, text, count: 1, lastUsedOn: '2027-03-01', ...more }
}
