import { Field, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { KeptVersion } from '../history/kept-version.type.js'
import type { RoadmapItemContent } from './roadmap-item.content.js'
import { RoadmapPriority, RoadmapState } from './roadmap-terms.js'

@ObjectType({ description: 'An item of the roadmap as it was for a time.' })
export class RoadmapItemVersion extends KeptVersion<RoadmapItemContent> {
  @Field(() => String)
  startQuarter(): string {
    return this.content.startQuarter
  }

  @Field(() => String)
  endQuarter(): string {
    return this.content.endQuarter
  }

  @Field(() => RoadmapPriority)
  priority(): RoadmapPriority {
    return this.content.priority
  }

  @Field(() => RoadmapState)
  state(): RoadmapState {
    return this.content.state
  }
}

export const RoadmapItemVersionConnection = connectionOf(RoadmapItemVersion, 'RoadmapItemVersion')
