// Counts failed sign-ins per account and per address; successes cost nothing. An attempt is counted before
// the password is checked and taken back when it was right, so that a burst of guesses cannot overtake the count.

export const WINDOW_MS = 15 * 60_000
export const ACCOUNT_FAILURES = 5
export const ADDRESS_FAILURES = 20

/** Beyond this many keys, those whose window has passed are swept. */
const SWEEP_AT = 10_000

export type Attempt =
  | { allowed: false; retryAfterMs: number }
  | {
      allowed: true
      /** The password was right: the account starts afresh, the address is not charged. */
      succeeded(): void
      /** It came to no verdict, such as a fault of ours. */
      forgotten(): void
    }

export type Failures = { attempt(account: string, address: string): Attempt }

type Count = { failures: number; until: number }

export function createFailures(clock: { now(): number }): Failures {
  const counts = new Map<string, Count>()

  function countOf(key: string): Count {
    const held = counts.get(key)
    if (held && held.until > clock.now()) return held
    const fresh = { failures: 0, until: clock.now() + WINDOW_MS }
    counts.set(key, fresh)
    return fresh
  }

  function sweep(): void {
    if (counts.size < SWEEP_AT) return
    for (const [key, count] of counts) if (count.until <= clock.now()) counts.delete(key)
  }

  return {
    attempt(account, address) {
      sweep()
      const byAccount = countOf(`account ${account}`)
      const byAddress = countOf(`address ${addressGroup(address)}`)
      const full = [
        ...(byAccount.failures >= ACCOUNT_FAILURES ? [byAccount.until] : []),
        ...(byAddress.failures >= ADDRESS_FAILURES ? [byAddress.until] : []),
      ]
      if (full.length > 0) return { allowed: false, retryAfterMs: Math.max(...full) - clock.now() }
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
