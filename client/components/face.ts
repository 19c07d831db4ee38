// A person's face without a picture: initials on a hue, both from facts that never change by themselves.

const HUE_STEPS = 18

/** FNV-1a, so that the same address has the same hue on every device. */
export function hueOf(uri: string): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < uri.length; place += 1) {
    hash = Math.imul(hash ^ uri.charCodeAt(place), 0x01000193) >>> 0
  }
  return (hash % HUE_STEPS) * (360 / HUE_STEPS)
}

export function initialsOf(name: string): string {
  const parts = name.split(/[\s._-]+/u).filter((part) => /[\p{L}\p{N}]/u.test(part))
  const first = parts[0]
  const last = parts.length > 1 ? parts.at(-1) : undefined
  return (letterOf(first) + letterOf(last)).toUpperCase() || '?'
}

function letterOf(part: string | undefined): string {
  return part?.match(/[\p{L}\p{N}]\p{M}*/u)?.[0] ?? ''
}
