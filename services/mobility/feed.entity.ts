import { feedEntity } from '../../platform/feeds/feed.entity.js'

export const FeedEntity = feedEntity('mobility')
