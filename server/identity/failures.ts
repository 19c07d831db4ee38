// Counts failed sign-ins; successes cost nothing. Whoever knows a name must not be able to keep its owner out, so a few
// failures close an account only to the address they came from, and many from everywhere only to addresses at which nobody
// ever signed in to it. An attempt counts from before its password is checked, so that a burst of guesses cannot overtake.

export const WINDOW_MS = 15 * 60_000
/** For one account from one address, for one address, and for one account from addresses that are new to it. */
export const PAIR_FAILURES = 5
export const ADDRESS_FAILURES = 20
export const ACCOUNT_FAILURES = 100

/** When only attempts that are under way stand in the way, there is room again as soon as their passwords are checked. */
const SOON_MS = 1_000

/** Beyond this many keys, those whose window has passed are swept; not at every turn, for it means looking at all. */
const SWEEP_AT = 10_000
const SWEEP_EVERY_MS = 60_000
/** Of so many accounts and addresses it is remembered that they belong together, the latest. */
const HOMES_MAX = 20_000

export type Attempt =
  | { allowed: false; retryAfterMs: number }
  | {
      allowed: true
      /** The password was right: the account starts afresh here, and the address is not charged. */
      succeeded(): void
      failed(): void
      /** It came to no verdict, such as a fault of ours. */
      forgotten(): void
    }

export type Failures = {
  attempt(account: string, address: string): Attempt
  /** How many accounts and addresses are remembered. */
  size(): number
}

type Count = { failures: number; underWay: number; until: number }
type Limit = { key: string; most: number }

export function createFailures(clock: { now(): number }): Failures {
  const counts = new Map<string, Count>()
  const homes = new Set<string>()
  let sweptAt = 0

  function countOf(key: string): Count {
    const held = counts.get(key)
    return held && held.until > clock.now()
      ? held
      : { failures: 0, underWay: 0, until: clock.now() + WINDOW_MS }
  }

  function sweep(): void {
    if (counts.size < SWEEP_AT || clock.now() - sweptAt < SWEEP_EVERY_MS) return
    sweptAt = clock.now()
    for (const [key, count] of counts) if (count.until <= clock.now()) counts.delete(key)
  }

  function rememberHome(pair: string): void {
    homes.delete(pair)
    homes.add(pair)
    const [oldest] = homes
    if (homes.size > HOMES_MAX && oldest !== undefined) homes.delete(oldest)
  }

  function waitFor({ count, most }: { count: Count; most: number }): number {
    if (count.failures >= most) return count.until - clock.now()
    return count.failures + count.underWay >= most ? SOON_MS : 0
  }

  return {
    size: () => counts.size,
    attempt(account, address) {
      sweep()
      const group = addressGroup(address)
      const pair = `pair ${group} ${account}`
      const limits = limitsOn({ account, group, pair, atHome: homes.has(pair) })
      const counted = limits.map(({ key, most }) => ({ key, most, count: countOf(key) }))
      const retryAfterMs = Math.max(...counted.map(waitFor))
      if (retryAfterMs > 0) return { allowed: false, retryAfterMs }
      // Kept only now: whoever is turned away could otherwise fill our memory with names.
      for (const { key, count } of counted) counts.set(key, count)
      for (const { count } of counted) count.underWay += 1
      const settle = () => {
        for (const { count } of counted) count.underWay -= 1
      }
      return {
        allowed: true,
        succeeded() {
          settle()
          counts.delete(pair)
          rememberHome(pair)
        },
        failed() {
          settle()
          for (const { count } of counted) count.failures += 1
        },
        forgotten: settle,
      }
    },
  }
}

function limitsOn(asked: { account: string; group: string; pair: string; atHome: boolean }): Limit[] {
  const { account, group, pair, atHome } = asked
  return [
    { key: pair, most: PAIR_FAILURES },
    { key: `address ${group}`, most: ADDRESS_FAILURES },
    ...(atHome ? [] : [{ key: `account ${account}`, most: ACCOUNT_FAILURES }]),
  ]
}

/** One IPv6 subscriber holds a whole /64, so its addresses count as one. */
export function addressGroup(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length)
  const groups = [...front, ...Array<string>(zeros).fill('0'), ...back]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
