import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key", "@shareable"])`

/** Two of the hub's subgraphs with one interface, three types of it, and its own field in the first one only. */
function subgraph(name: string, field: string) {
  const types = [1, 2, 3].map(
    (number) => `type T${number} implements I @key(fields: "id") { id: ID! i: I @shareable ${field} }`,
  )
  const typeDefs = parse(`${link}
    type Query { i: I @shareable easy: Int @shareable }
    interface I { id: ID! i: I ${field} }
    ${types.join(' ')}`)
  return { name, url: `http://${name}.invalid/graphql`, typeDefs }
}

const { supergraphSdl, errors } = composeServices([subgraph('city', 'x: Int'), subgraph('mobility', '')])
if (supergraphSdl === undefined) throw new TypeError(`It does not compose: ${errors?.join('; ')}`)

/** A small supergraph in which the ways to a field are three times as many with each level of an interface. */
export const hardToPlan = supergraphSdl

/** `x` so many interfaces deep, under each of the aliases. Four deep takes seconds to plan, five deep without bounds minutes. */
export const nested = (levels: number, ...aliases: string[]) =>
  `{ ${aliases.map((alias) => `${alias}: i ${'{ i '.repeat(levels - 1)}{ x }${' }'.repeat(levels - 1)}`).join(' ')} }`
