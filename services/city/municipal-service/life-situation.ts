/** Suggestions of all services speak of life situations, so they are kept where all can see them. */
export { LifeSituation } from '../../../platform/town/life-situation.js'
