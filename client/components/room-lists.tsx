// The people of a room: members where it has any, presenters where only they write, and managers.
// What a list still lacks is said below it, so that nobody makes a room that no one can use.

import { Show } from 'solid-js'
import type { Role } from '#shared/person.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { ListedPrincipal } from '../actions/managing.ts'
import { t } from '../i18n/language.ts'
import { PeoplePicker } from './people-picker.tsx'
import { type RoomDraft, withMembers, withPresenters } from './room-draft.ts'

export function RoomLists(props: {
  draft: RoomDraft
  onChange: (change: Partial<RoomDraft>) => void
  room: RoomUri | undefined
  me: ListedPrincipal | undefined
}) {
  const place = (role: Role) => ({ role, category: props.draft.category })
  const isMemberMyself = () =>
    props.draft.members.some(({ uri, kind }) => uri === props.me?.uri || kind !== 'person')
  const addMyself = () => {
    if (props.me) props.onChange(withMembers(props.draft, [...props.draft.members, props.me]))
  }
  return (
    <>
      <Show when={props.draft.privacy !== 'open'}>
        <PeoplePicker
          label={t('members')}
          hint={t('membersHint')}
          warning={props.draft.members.length === 0 ? t('noMembersYet') : undefined}
          place={place('member')}
          chosen={props.draft.members}
          onChange={(members) => props.onChange(withMembers(props.draft, members))}
        />
        {/* Whoever makes a room is a member of it anyway. */}
        <Show when={props.room !== undefined && props.draft.members.length > 0 && !isMemberMyself()}>
          <p class="not-myself">
            <span>{t('notAMemberYourself')}</span>
            <button type="button" class="button" data-size="small" onClick={addMyself}>
              {t('addMyself')}
            </button>
          </p>
        </Show>
      </Show>
      <Show when={props.draft.type === 'auditorium'}>
        <PeoplePicker
          label={t('presenters')}
          hint={t(props.draft.privacy === 'open' ? 'presentersHint' : 'presentersHintMembers')}
          warning={props.draft.presenters.length === 0 ? t('noPresentersYet') : undefined}
          place={place('presenter')}
          chosen={props.draft.presenters}
          onChange={(presenters) => props.onChange(withPresenters(props.draft, presenters))}
        />
      </Show>
      <PeoplePicker
        label={t('managers')}
        hint={t(props.room === undefined ? 'managersHintNew' : 'managersHint')}
        place={place('manager')}
        chosen={props.draft.managers}
        onChange={(managers) => props.onChange({ managers })}
      />
    </>
  )
}
