// A person's names in the form in which they are looked for: one line, folded, so that one question finds either.

import { fold } from '#shared/text.ts'

export function personFolded({ username, displayName }: { username: string; displayName: string }): string {
  return `${fold(displayName)} ${fold(username)}`
}
