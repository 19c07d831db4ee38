// Drafts that are typed and not on the disk yet: a reload may come between a key and the end of its transaction, and
// a full disk may keep it from ending at all.

import type { Cache } from './database.ts'
import { saveDraft } from './prefs.ts'
import { rememberedInTab } from './tab-memory.ts'

const typed: Map<string, string> = new Map<string, string>(
  rememberedInTab<string>(
    'typed',
    () => [...typed],
    () => typed.clear(),
  ),
)

export function typedDraft(guid: string): string | undefined {
  return typed.get(guid)
}

export async function keepDraft(cache: Cache, guid: string, text: string): Promise<void> {
  typed.set(guid, text)
  await saveDraft(cache, guid, text)
  if (typed.get(guid) === text) typed.delete(guid)
}
