// Passwords are kept as argon2id. Each hash takes 19 MiB and tens of milliseconds of a core by design,
// so only two run at once and only so many may wait: a flood of sign-ins must not starve the chat.

import { hash, verify } from '@node-rs/argon2'
import { XccosError } from '#shared/errors.ts'

const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const
const AT_ONCE = 2
const WAITING_MAX = 64

export type Passwords = {
  hash(password: string): Promise<string>
  matches(hashed: string, password: string): Promise<boolean>
  /** How often the cost was paid; tests compare it, where a clock would flicker. */
  computed(): number
}

export function createPasswords(): Passwords {
  const inTurn = createTurnstile()
  let computed = 0

  function pay<Result>(work: () => Promise<Result>): Promise<Result> {
    return inTurn(() => {
      computed += 1
      return work()
    })
  }

  return {
    hash: (password) => pay(() => hash(password, COST)),
    matches: (hashed, password) => pay(() => verify(hashed, password)),
    computed: () => computed,
  }
}

function createTurnstile() {
  const waiting: (() => void)[] = []
  let running = 0

  return async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running >= AT_ONCE) {
      if (waiting.length >= WAITING_MAX)
        throw new XccosError(
          'TooManyRequests',
          'Too many people are signing in right now. Try again shortly.',
        )
      // Whoever leaves hands its place over, so `running` stays as it is.
      await new Promise<void>((enter) => waiting.push(enter))
    } else {
      running += 1
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
