// Who belongs to a room, as far as the person may see it, and who made it what it is.

import { Show } from 'solid-js'
import type { ListedPrincipal, RoomCard } from '../actions/managing.ts'
import { moment } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { clockNow } from '../state/connection.ts'
import { CardPeople } from './card-people.tsx'
import { isLive } from './connection-text.ts'

export function CardLists(props: { card: RoomCard | undefined; refused: unknown }) {
  return (
    <Show when={props.card} fallback={<NotKnown refused={props.refused} />}>
      {(card) => (
        <>
          <Show
            when={card().members}
            fallback={
              <CardPeople
                title={t('members')}
                people={[]}
                none={
                  card().privacy === 'open'
                    ? t('openHasNoMembers', { category: card().category.name })
                    : t('membersHidden')
                }
              />
            }
          >
            {(members) => <CardPeople title={t('members')} people={members()} none={t('noMembersListed')} />}
          </Show>
          <Show when={card().type === 'auditorium'}>
            <CardPeople title={t('presenters')} people={card().presenters} none={t('noMembersListed')} />
          </Show>
          <CardPeople title={t('managers')} people={card().managers} none={t('noMembersListed')} />
          <p class="card-audit">
            {auditText('created', card().createdOn, card().createdBy)}
            <Show when={card().updatedOn !== card().createdOn}>
              <br />
              {auditText('updated', card().updatedOn, card().updatedBy)}
            </Show>
          </p>
        </>
      )}
    </Show>
  )
}

function NotKnown(props: { refused: unknown }) {
  return (
    <p class="card-wait" role="status">
      <Show when={isLive()} fallback={t('cardNeedsNetwork')}>
        <Show when={props.refused} fallback={<span class="spinner" role="img" aria-label={t('loading')} />}>
          {refusalOf(props.refused)}
        </Show>
      </Show>
    </p>
  )
}

function auditText(
  what: 'created' | 'updated',
  on: string,
  by: Pick<ListedPrincipal, 'displayName'> | null,
): string {
  const when = moment(Date.parse(on), clockNow())
  if (by === null) return t(`${what}On`, { when })
  return t(`${what}ByOn`, { when, name: by.displayName })
}
