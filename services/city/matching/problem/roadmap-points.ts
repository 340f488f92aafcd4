import { RoadmapPriority } from '../../roadmap/roadmap-terms.js'

const points: Readonly<Record<RoadmapPriority, number>> = {
  [RoadmapPriority.HIGH]: 1000,
  [RoadmapPriority.MEDIUM]: 600,
  [RoadmapPriority.LOW]: 300,
}

/** How much the roadmap wants an initiative, 0 to 1000: as much as the most important item it contributes to. */
export function roadmapPoints(priorities: readonly RoadmapPriority[]): number {
  return Math.max(0, ...priorities.map((priority) => points[priority]))
}
