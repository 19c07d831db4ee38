// Which room comes next when one walks the list by keyboard.

/** The room `step` places away in the list, round its ends; only unread ones if asked. */
export function roomBeside(
  list: readonly { guid: string; unread: number }[],
  from: string | undefined,
  move: { step: 1 | -1; unread: boolean },
): string | undefined {
  const here = list.findIndex((room) => room.guid === from)
  for (let away = 1; away <= list.length; away += 1) {
    const start = here < 0 && move.step < 0 ? 0 : here
    const place = (start + move.step * away + list.length * 2) % list.length
    const room = list[place]
    if (room && room.guid !== from && (!move.unread || room.unread > 0)) return room.guid
  }
  return undefined
}
