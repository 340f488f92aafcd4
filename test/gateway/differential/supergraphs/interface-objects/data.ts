import type { WorldObject } from '../../kit/world.js'

const song: WorldObject = media('s1', { __typename: 'Song', seconds: 200 })
const video: WorldObject = media('v1', { __typename: 'Video', width: 640 })
const silent: WorldObject = media('s2', { __typename: 'Song', seconds: null })

function media(id: string, more: object): WorldObject {
  return {
    ...more,
    id,
    title: `Title of ${id}`,
    stars: ({ scale }: { scale: number | null }) => (id === 's2' ? null : 0.5 * (scale ?? 1)),
    ratings: () => [{ by: 'x', media: video }, { by: 'y', media: null }, { by: id }],
    plays: id === 'v1' ? null : 12,
    line: (_: object, { title }: { title: string }) => `♪ ${title}`,
  }
}

const chart: WorldObject = { __typename: 'Chart', year: 2026, entries: [song, silent, song] }

export const entities = [song, video, silent, chart]

export const roots = {
  Query: {
    media: [song, video, silent, song],
    song,
    top: ({ first }: { first?: number }) => [video, null, song].slice(0, first ?? 3),
    rating: { by: 'z', media: silent },
    charts: [chart, { ...chart, year: 2025, entries: null }],
  },
}

/** @apollo/gateway loses what is known of an object to the name of its interface. */
export const leftOut = ['Query.song']

/** Apollo's planner takes seconds, and gigabytes, for larger operations over interface objects. */
export const mostChoices = 40
