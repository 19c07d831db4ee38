// A room's privacy and kind, as icon and words.

import type { Privacy, RoomType } from '#shared/room.ts'
import { type TextKey, t } from '../i18n/language.ts'
import type { IconName } from './icon-paths.ts'

type Kind = { privacy: Privacy; type: RoomType }

const PRIVACY: Record<Privacy, { name: TextKey; text: TextKey }> = {
  open: { name: 'privacyOpen', text: 'privacyOpenText' },
  closed: { name: 'privacyClosed', text: 'privacyClosedText' },
  secret: { name: 'privacySecret', text: 'privacySecretText' },
}

export function roomIcon(room: Kind): IconName {
  return room.type === 'auditorium' ? 'auditorium' : room.privacy
}

export function privacyName(privacy: Privacy): string {
  return t(PRIVACY[privacy].name)
}

export function privacyText(privacy: Privacy): string {
  return t(PRIVACY[privacy].text)
}

export function typeName(type: RoomType): string {
  return t(type === 'auditorium' ? 'auditorium' : 'normalRoom')
}

export function typeText(type: RoomType): string {
  return t(type === 'auditorium' ? 'auditoriumText' : 'normalRoomText')
}
