// What changing a room brings, said before it is saved: who gets in, who is put out, what is cleared.

import type { Privacy } from '#shared/room.ts'
import { type TextKey, t, tn } from '../i18n/language.ts'
import type { RoomDraft } from './room-draft.ts'

export type Consequences = { privacy: string[]; type: string[]; category: string[] }

const OF_PRIVACY: Record<Privacy, Partial<Record<Privacy, TextKey>>> = {
  open: { closed: 'changeFromOpen', secret: 'changeFromOpenSecret' },
  closed: { open: 'changeToOpen', secret: 'changeClosedToSecret' },
  secret: { open: 'changeToOpen', closed: 'changeSecretToClosed' },
}

export function consequencesOf(before: RoomDraft, now: RoomDraft): Consequences {
  const privacy = OF_PRIVACY[before.privacy][now.privacy]
  const isCleared = now.privacy === 'open' && before.privacy !== 'open' && before.members.length > 0
  return {
    privacy: [
      ...(privacy === undefined ? [] : [t(privacy)]),
      ...(isCleared ? [tn('changeToOpenMembers', before.members.length)] : []),
    ],
    type:
      before.type === now.type
        ? []
        : [t(now.type === 'auditorium' ? 'changeToAuditorium' : 'changeToNormal')],
    category: before.category === now.category ? [] : [t('changeCategory')],
  }
}
