import { registerEnumType } from 'type-graphql'

export enum RoadmapPriority {
  HIGH = 'HIGH',
  MEDIUM = 'MEDIUM',
  LOW = 'LOW',
}

registerEnumType(RoadmapPriority, {
  name: 'RoadmapPriority',
  description: 'How much an item of the roadmap matters to the town.',
})

export enum RoadmapState {
  PLANNED = 'PLANNED',
  RUNNING = 'RUNNING',
  DONE = 'DONE',
  DROPPED = 'DROPPED',
}

registerEnumType(RoadmapState, { name: 'RoadmapState', description: 'How far an item of the roadmap is.' })
