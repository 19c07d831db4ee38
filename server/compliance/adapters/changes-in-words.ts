// What was changed, one line per member. Values of any shape are told, none is left out.

export function changesInWords(changes: unknown): string[] {
  if (changes === undefined) return []
  if (!isRecord(changes)) return [plain(changes)]
  return Object.entries(changes).map(([member, change]) => `${member}: ${changeInWords(change)}`)
}

function changeInWords(change: unknown): string {
  if (isRecord(change) && hasOnly(change, ['from', 'to']))
    return `from ${quoted(change.from)} to ${quoted(change.to)}`
  if (isRecord(change) && hasOnly(change, ['added', 'removed']))
    return `added ${listed(change.added)}, removed ${listed(change.removed)}`
  return plain(change)
}

function hasOnly(value: Record<string, unknown>, members: string[]): boolean {
  return Object.keys(value).every((member) => members.includes(member))
}

function listed(list: unknown): string {
  if (list === undefined || (Array.isArray(list) && list.length === 0)) return 'none'
  return Array.isArray(list) ? list.map(quoted).join(', ') : plain(list)
}

function quoted(value: unknown): string {
  return value === undefined || value === null ? 'nothing' : (JSON.stringify(value) ?? 'nothing')
}

/** Text as it is, all else as JSON. */
export function plain(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'unknown')
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
