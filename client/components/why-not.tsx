// Why something is not allowed in a room, in plain words, and whom to ask. Without the server's reason the reason is
// told from what this device knows: the room's kind and what the person may do.

import { type JSX, Show } from 'solid-js'
import type { Permission } from '#shared/room.ts'
import type { RoomCard } from '../actions/managing.ts'
import { listText, type TextKey, t } from '../i18n/language.ts'
import { Icon } from './icon.tsx'
import { nameOfPrincipal } from './principal-words.ts'
import type { KnownRoom } from './room-sheet.ts'

export type Wish = 'join' | 'chat' | 'manage'

type Reason = 'NotMember' | 'ManagerOnly' | 'NotPresenter' | 'NotManager'
const REASONS: Record<Reason, TextKey> = {
  NotMember: 'whyNotMember',
  ManagerOnly: 'whyManagerOnly',
  NotPresenter: 'whyNotPresenter',
  NotManager: 'whyNotManager',
}
const ASKED_NAMES = 3

/** Undefined where it is allowed, or where an earlier wish already says why. */
export function reasonAgainst(wish: Wish, room: KnownRoom, card?: RoomCard): string | undefined {
  if (may(wish, room.permissions)) return undefined
  const code = card?.why[wish]
  return t(code === 'NodeDisabled' ? 'whyDisabled' : REASONS[guess(wish, room)])
}

function may(wish: Wish, permissions: readonly Permission[]): boolean {
  if (wish !== 'chat') return permissions.includes(wish)
  return permissions.includes('chat') || permissions.includes('auditoriumChat')
}

/** The server says that it is not allowed; why follows from what the room is and what the person may do. */
function guess(wish: Wish, room: KnownRoom): Reason {
  if (wish === 'manage') return 'NotManager'
  if (wish === 'chat' && room.permissions.includes('join')) return 'NotPresenter'
  return room.permissions.includes('manage') ? 'ManagerOnly' : 'NotMember'
}

/** Whom to ask, by name where the card tells. */
export function whomToAsk(card: RoomCard | undefined): string {
  if (card === undefined) return ''
  const names = card.managers.map(nameOfPrincipal)
  if (names.length === 0) return t('whomToAskNobody')
  const more = names.length - ASKED_NAMES
  const shown = listText(names.slice(0, ASKED_NAMES), 'or')
  return t('whomToAsk', { names: more > 0 ? t('whomToAskMore', { names: shown, n: more }) : shown })
}

export function WhyNot(props: {
  wish: Wish
  room: KnownRoom
  card: RoomCard | undefined
  children?: JSX.Element
}) {
  return (
    <Show when={reasonAgainst(props.wish, props.room, props.card)}>
      {(reason) => (
        <div class="why-not">
          <Icon name={props.wish === 'chat' ? 'eye' : 'closed'} />
          <p>
            {reason()} {whomToAsk(props.card)}
          </p>
          {props.children}
        </div>
      )}
    </Show>
  )
}
