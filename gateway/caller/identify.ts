import { anonymous, type Caller } from '../../platform/caller/caller.js'

/** Who asks. The graph is public so far: nobody has to say, so nobody is known. */
export function identifyCaller(): Caller {
  return anonymous
}
