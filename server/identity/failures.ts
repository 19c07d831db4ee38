// Counts failed sign-ins per account and per address; successes cost nothing. An attempt is counted before
// the password is checked and taken back when it was right, so that a burst of guesses cannot overtake the count.

export const WINDOW_MS = 15 * 60_000
export const ACCOUNT_FAILURES = 5
export const ADDRESS_FAILURES = 20

/** Beyond this many keys, those whose window has passed are swept; not at every turn, for it means looking at all. */
const SWEEP_AT = 10_000
const SWEEP_EVERY_MS = 60_000

export type Attempt =
  | { allowed: false; retryAfterMs: number }
  | {
      allowed: true
      /** The password was right: the account starts afresh, the address is not charged. */
      succeeded(): void
      /** It came to no verdict, such as a fault of ours. */
      forgotten(): void
    }

export type Failures = {
  attempt(account: string, address: string): Attempt
  /** How many accounts and addresses are remembered. */
  size(): number
}

type Count = { failures: number; until: number }

export function createFailures(clock: { now(): number }): Failures {
  const counts = new Map<string, Count>()
  let sweptAt = 0

  function countOf(key: string): Count {
    const held = counts.get(key)
    return held && held.until > clock.now() ? held : { failures: 0, until: clock.now() + WINDOW_MS }
  }

  function sweep(): void {
    if (counts.size < SWEEP_AT || clock.now() - sweptAt < SWEEP_EVERY_MS) return
    sweptAt = clock.now()
    for (const [key, count] of counts) if (count.until <= clock.now()) counts.delete(key)
  }

  return {
    size: () => counts.size,
    attempt(account, address) {
      sweep()
      const keys = [`account ${account}`, `address ${addressGroup(address)}`] as const
      const [byAccount, byAddress] = [countOf(keys[0]), countOf(keys[1])]
      const full = [
        ...(byAccount.failures >= ACCOUNT_FAILURES ? [byAccount.until] : []),
        ...(byAddress.failures >= ADDRESS_FAILURES ? [byAddress.until] : []),
      ]
      if (full.length > 0) return { allowed: false, retryAfterMs: Math.max(...full) - clock.now() }
      // Kept only now: whoever is turned away could otherwise fill our memory with names.
      counts.set(keys[0], byAccount)
      counts.set(keys[1], byAddress)
      byAccount.failures += 1
      byAddress.failures += 1
      return {
        allowed: true,
        succeeded() {
          byAccount.failures = 0
          byAddress.failures -= 1
        },
        forgotten() {
          byAccount.failures -= 1
          byAddress.failures -= 1
        },
      }
    },
  }
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
