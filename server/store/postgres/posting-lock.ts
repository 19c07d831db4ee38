// The one advisory lock. Transactions that store posts share it; a change that must hold for every later post,
// such as one of rights, takes it alone. So no post is committed after its author lost the right.

const KEY = 6_215_404_331_928_071n

export const SHARE_WITH_POSTING = `select pg_advisory_xact_lock_shared(${KEY})`
export const STOP_POSTING = `select pg_advisory_xact_lock(${KEY})`
