import DataLoader from 'dataloader'
import { allCafes, cafesByDistricts, cafesByIds } from './cafes.js'
import { pageOf } from './page.js'

/**
 * What the resolvers of one request share. The gateway asks for many things at once: the loaders gather the keys, so
 * that a hundred districts are one look-up and not a hundred.
 *
 * @param caller what the hub has said of who asks; empty unless the town allows you to know
 */
export function createContext(caller) {
  return { caller, cafe: new DataLoader(cafesByIds), cafesOf: new DataLoader(cafesByDistricts) }
}

export const resolvers = {
  Query: {
    repairCafe: (_, { id }, { cafe }) => cafe.load(id),
    repairCafes: async (_, args) => pageOf(await allCafes(), args),
  },
  RepairCafe: {
    __resolveReference: ({ id }, { cafe }) => cafe.load(id),
    // The district is the town's: its id is all that is known here, and all that is needed.
    district: ({ district }) => ({ id: district }),
  },
  District: {
    __resolveReference: ({ id }) => ({ id }),
    repairCafes: async ({ id }, args, { cafesOf }) => pageOf(await cafesOf.load(id), args),
  },
}
