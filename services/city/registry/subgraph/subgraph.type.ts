import { Directive, Field, ID, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../../platform/graph/connection.js'
import { DateTime } from '../../../../platform/graph/scalars.js'
import { CallerClaim } from './caller-claim.js'
import { SubgraphStatus } from './subgraph-status.js'

@ObjectType({ description: "A partner's own part of the graph, served by the partner." })
@Directive('@key(fields: "id")')
export class Subgraph {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'Its name in the supergraph.' })
  name!: string

  @Field(() => SubgraphStatus)
  status!: SubgraphStatus

  @Field(() => Int, { description: 'Raised by every change of its terms, its host or its status.' })
  version!: number

  @Field(() => DateTime)
  createdAt!: Date

  @Field(() => DateTime)
  updatedAt!: Date

  organizationId!: string
  town!: boolean
  hostToken!: string
  provenAddress!: string | null
  provenAt!: Date | null
  claims!: CallerClaim[]
  trusted!: boolean
  mayExtend!: string[]
  keyGeneration!: number
  /** And not only its organization. */
  suspendedItself!: boolean
  suspensionReason!: string | null
}

export const SubgraphConnection = connectionOf(Subgraph, 'Subgraph')

@ObjectType({
  description:
    'How a partner shows that it controls a host: it serves the file /.well-known/bindeglied-subgraph there, with a line that holds nothing but a token.',
})
export class SubgraphHostProof {
  @Field(() => String, { description: 'What a line of the file holds. Everybody may know it.' })
  token!: string

  @Field(() => String, {
    nullable: true,
    description: 'Origin that was proven to be its own: scheme, host and port.',
  })
  address!: string | null

  @Field(() => DateTime, { nullable: true, description: 'When the file was last seen.' })
  provenAt!: Date | null
}

@ObjectType({ description: 'On what terms a subgraph takes part.' })
export class SubgraphTerms {
  @Field(() => [CallerClaim], { description: 'What it is told of who asks.' })
  claims!: CallerClaim[]

  @Field(() => Boolean, {
    description: 'Whether versions that break nothing go live without an approval, once one has been live.',
  })
  trusted!: boolean

  @Field(() => [String], { description: 'Types of others it may add fields to.' })
  mayExtend!: string[]

  @Field(() => String, {
    description: 'Where the public keys are (JSON Web Key Set) the requests to it are signed with.',
  })
  keySetAddress!: string

  @Field(() => Int, { description: 'How many keys it has had.' })
  keyGeneration!: number
}
