// `npm test` takes the short form of a fault, `npm run test:soak` the long one.

import { inject } from 'vitest'

const minutes = Number(process.env.SOAK_MINUTES ?? 0)

export const isSoak = minutes > 0
export const isOnPostgres = (inject('postgresUrl') as string | undefined) !== undefined

/** Again and again for as long as the soak lasts; in the short form once for each of the values. */
export async function soaks<Value>(
  short: Value[],
  fresh: () => Value,
  act: (value: Value) => Promise<void>,
): Promise<void> {
  if (!isSoak) for (const value of short) await act(value)
  const until = performance.now() + minutes * 60_000
  while (performance.now() < until) await act(fresh())
}
