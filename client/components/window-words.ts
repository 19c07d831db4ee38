// What the window's title and the app's icon say of what waits: a number is for what calls somebody, the rest is only a dot.
// A number that grew with every post of every room would soon be looked at no more.

/** @property calls unread posts that one wanted to be told of · @property unread all of them */
export type Waiting = { calls: number; unread: number }

export function titleOf(
  { calls, unread }: Waiting,
  place: { room: string | undefined; app: string },
): string {
  const sign = calls > 0 ? `(${calls}) ` : unread > 0 ? '• ' : ''
  return `${sign}${place.room ? `${place.room} · ` : ''}${place.app}`
}

export function badgeOf({ calls, unread }: Waiting): number | 'dot' | 'none' {
  if (calls > 0) return calls
  return unread > 0 ? 'dot' : 'none'
}
