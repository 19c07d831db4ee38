// Preferences as a server keeps them, from PROTOCOL.md (P21.8): one count for all changes of a person.

import { XccosError } from '#shared/errors.ts'
import type { Pref } from '#shared/pref.ts'

type Change = { label: string; content: string; seqid?: number }

export class ModelPrefs {
  readonly #prefs = new Map<string, Pref>()
  #count = 0

  get(label: string): Pref | undefined {
    return this.#prefs.get(label)
  }

  set({ label, content, seqid }: Change): Pref {
    const held = this.#prefs.get(label) ?? { label, seqid: 0, content: '' }
    if (held.content === content) return held
    if (seqid !== undefined && seqid !== held.seqid)
      throw new XccosError('DataCollision', 'Another device changed this meanwhile.')
    this.#count += 1
    const changed = { label, content, seqid: this.#count }
    this.#prefs.set(label, changed)
    return changed
  }

  readonly answers = {
    'cmd:getprefs': ({ after }: { after: number }) => ({
      prefs: [...this.#prefs.values()].filter(({ seqid }) => seqid > after).sort((a, b) => a.seqid - b.seqid),
      moreAvailable: false,
    }),
    'cmd:getpref': ({ label, seqid = 0 }: { label: string; seqid?: number }) => {
      const held = this.#prefs.get(label)
      return held && held.seqid > seqid ? held : { label, seqid: held?.seqid ?? 0 }
    },
    'cmd:setpref': (change: Change) => ({ label: change.label, seqid: this.set(change).seqid }),
  }
}
