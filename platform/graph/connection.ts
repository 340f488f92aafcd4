import { GraphQLError } from 'graphql'
import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql'

/** Most nodes one page may ask for. */
export const maxPageSize = 100
const defaultPageSize = 20

@ObjectType({ description: 'Where a page stands in its list (Relay Cursor Connections).' })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean

  @Field(() => String, { nullable: true })
  endCursor!: string | null
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    defaultValue: defaultPageSize,
    description: `How many at most, 1 to ${maxPageSize}.`,
  })
  first!: number

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null
}

/** A page of a list and how to continue it. */
export interface Connection<Node> {
  edges: { node: Node; cursor: string }[]
  pageInfo: PageInfo
  /** Counts the whole list; run only when `totalCount` is asked for. */
  countAll: () => Promise<number>
}

/** @throws GraphQLError BAD_USER_INPUT if `first` is out of bounds */
export function checkPageSize({ first }: PageArgs): void {
  if (first < 1 || first > maxPageSize) throw badInput(`"first" is ${first}; ask for 1 to ${maxPageSize}.`)
}

/** The connection and edge types of a node type, named after it: `StopConnection`, `StopEdge`. */
export function connectionOf<Node extends object>(node: ClassType<Node>, name: string) {
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => node)
    node!: Node

    @Field(() => String)
    cursor!: string
  }

  @ObjectType(`${name}Connection`)
  class NodeConnection implements Connection<Node> {
    @Field(() => [Edge])
    edges!: Edge[]

    @Field(() => PageInfo)
    pageInfo!: PageInfo

    countAll!: () => Promise<number>

    @Field(() => Int, { description: 'Length of the whole list; counted only when asked for.' })
    totalCount(): Promise<number> {
      return this.countAll()
    }
  }
  return NodeConnection
}

/** A refusal of an argument, in GraphQL's form. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
}

/** A cursor is the row's place in the list's order: its sort values as text, opaque to clients. */
export function encodeCursor(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** @throws GraphQLError BAD_USER_INPUT if the cursor is not one of a list with so many sort values */
export function decodeCursor(cursor: string, length: number): string[] {
  const place = parsedOrUndefined(Buffer.from(cursor, 'base64url').toString())
  if (Array.isArray(place) && place.length === length && place.every((part) => typeof part === 'string')) {
    return place
  }
  throw badCursor()
}

export function badCursor(): GraphQLError {
  return badInput('"after" is no cursor of this list; take the endCursor of a page before.')
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
