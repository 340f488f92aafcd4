import { Directive, Field, ID, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../../platform/graph/connection.js'
import { DateTime } from '../../../../platform/graph/scalars.js'
import type { StoredFinding } from '../../../../schema/checks/finding.js'
import { SubgraphVersionStatus } from './version-status.js'

@ObjectType({
  description:
    'One schema of a subgraph and where it is served. What was published never changes; its status does.',
})
@Directive('@key(fields: "id")')
export class SubgraphVersion {
  @Field(() => ID)
  id!: string

  @Field(() => Int, { description: 'From 1, of its subgraph.' })
  number!: number

  @Field(() => SubgraphVersionStatus)
  status!: SubgraphVersionStatus

  @Field(() => String, { description: 'Where it is served.' })
  url!: string

  @Field(() => String, {
    description:
      'SHA-256 of its name, address and schema, whatever the layout of it: what an approval belongs to. Published again, the same needs no other approval.',
  })
  hash!: string

  @Field(() => Int, { nullable: true, description: 'Share of requests that get it, while it is a canary.' })
  canaryPercent!: number | null

  @Field(() => Boolean, { description: 'Whether it took something from the graph as it was.' })
  breaking!: boolean

  @Field(() => String, { nullable: true, description: 'What its publisher says of it.' })
  note!: string | null

  @Field(() => String, { nullable: true, description: 'Why a coordinator refused it.' })
  endReason!: string | null

  @Field(() => DateTime)
  publishedAt!: Date

  @Field(() => DateTime, { nullable: true })
  approvedAt!: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it last went live; one that never was cannot be rolled back to.',
  })
  liveAt!: Date | null

  @Field(() => DateTime, { nullable: true, description: 'When it left the graph.' })
  endedAt!: Date | null

  subgraphId!: string
  publishedById!: string
  storedFindings!: readonly StoredFinding[]
}

export const SubgraphVersionConnection = connectionOf(SubgraphVersion, 'SubgraphVersion')

@ObjectType({ description: 'What publishing a schema would find at the moment.' })
export class SubgraphCheck {
  @Field(() => Boolean, { description: 'Whether there is no error.' })
  ok!: boolean

  @Field(() => Boolean, { description: 'Whether it takes something from the graph as it is.' })
  breaking!: boolean

  storedFindings!: readonly StoredFinding[]
}
