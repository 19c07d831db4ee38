// An event as one line of JSON: the exact record, which the readable formats carry beside their own words.

import type { ArchivedEvent } from '../archived.ts'

export function jsonLine(event: ArchivedEvent): string {
  return `${JSON.stringify(event)}\n`
}
