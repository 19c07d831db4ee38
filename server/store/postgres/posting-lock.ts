// The advisory locks. Transactions that store posts share the first; a change that must hold for every later post,
// such as one of rights, takes it alone. So no post is committed after its author lost the right.

const POSTING = 6_215_404_331_928_071n
const BESIDE = 6_215_404_331_928_072n

export const SHARE_WITH_POSTING = `select pg_advisory_xact_lock_shared(${POSTING})`
export const STOP_POSTING = `select pg_advisory_xact_lock(${POSTING})`
/** For one at a time, while posts are stored, but not while a change is made alone. */
export const BESIDE_POSTING = `select pg_advisory_xact_lock(${BESIDE}); ${SHARE_WITH_POSTING}`
