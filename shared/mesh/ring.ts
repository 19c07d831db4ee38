// Whom a device should be linked with, which each finds out alone: with everybody while there are few, else with its neighbours on
// a ring, two on each side, and one across. About six links each hold a room together when a fifth of them vanish at once.

const FULL_MESH_MAX = 7
const NEAR = 2

/** @param present all devices in the room, with or without this one */
export function neighbours(self: string, present: readonly string[], turn: number): string[] {
  const others = [...new Set(present)].filter((device) => device !== self)
  if (others.length < FULL_MESH_MAX) return others
  const ring = [self, ...others].sort((one, other) => placeOf(one) - placeOf(other) || (one < other ? -1 : 1))
  const at = ring.indexOf(self)
  const near = Array.from({ length: 2 * NEAR + 1 }, (_, step) => ring.at((at + step - NEAR) % ring.length))
  const across =
    ring[(at + NEAR + 1 + (placeOf(`${self} ${turn}`) % (ring.length - 2 * NEAR - 1))) % ring.length]
  return [...new Set([...near, across])].filter(
    (device) => device !== undefined && device !== self,
  ) as string[]
}

/** FNV-1a: the same on every device. */
function placeOf(text: string): number {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}
