// Somebody else saved first. What they did has been taken in; where both changed the same thing, mine stands and theirs is a click away.

import { For, Show } from 'solid-js'
import type { RoomBeginning } from '../actions/managing.ts'
import { listText, type TextKey, t } from '../i18n/language.ts'
import { Icon } from './icon.tsx'
import type { DraftField, PlainField, RoomDraft } from './room-draft.ts'
import { privacyName, typeName } from './room-words.ts'

const FIELD_NAMES: Record<DraftField, TextKey> = {
  name: 'roomName',
  description: 'roomDescription',
  category: 'roomCategory',
  privacy: 'whoMayEnter',
  type: 'whoMayWrite',
  invitations: 'invitations',
  addIn: 'addIn',
  members: 'members',
  managers: 'managers',
  presenters: 'presenters',
}

type Clash = { field: PlainField; theirs: RoomDraft[PlainField] }

export function ChangedMeanwhile(props: {
  by: string
  taken: DraftField[]
  clashing: Clash[]
  beginning: RoomBeginning
  onTake: (field: PlainField) => void
}) {
  return (
    <div
      class="meanwhile"
      role="alert"
      // Whoever saved from the end of the form has to see this, at its beginning.
      ref={(element) => queueMicrotask(() => element.scrollIntoView({ block: 'center' }))}
    >
      <Icon name="refresh" />
      <div>
        <p>
          <strong>
            {props.by === '' ? t('changedMeanwhileUnknown') : t('changedMeanwhile', { name: props.by })}
          </strong>
        </p>
        <Show when={props.taken.length > 0}>
          <p>{t('changedTaken', { fields: namesOf(props.taken) })}</p>
        </Show>
        <Show when={props.clashing.length > 0} fallback={<p>{t('changedNothing')}</p>}>
          <p>{t('changedClash', { fields: namesOf(props.clashing.map(({ field }) => field)) })}</p>
          <ul>
            <For each={props.clashing}>
              {(clash) => (
                <li>
                  <bdi>{valueText(clash, props.beginning)}</bdi>
                  <button
                    type="button"
                    class="button"
                    data-size="small"
                    aria-label={`${t('takeTheirs')}: ${t(FIELD_NAMES[clash.field])}`}
                    onClick={() => props.onTake(clash.field)}
                  >
                    {t('takeTheirs')}
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <p>{t('changedSaveAgain')}</p>
      </div>
    </div>
  )
}

function namesOf(fields: readonly DraftField[]): string {
  return listText(fields.map((field) => t(FIELD_NAMES[field])))
}

function valueText({ field, theirs }: Clash, { categories, addIns }: RoomBeginning): string {
  const text = String(theirs ?? '')
  if (field === 'privacy') return privacyName(theirs as RoomDraft['privacy'])
  if (field === 'type') return typeName(theirs as RoomDraft['type'])
  if (field === 'invitations') return t(theirs === true ? 'switchedOn' : 'switchedOff')
  if (field === 'category') return categories.find(({ uri }) => uri === text)?.name ?? text
  if (field === 'addIn') return addIns.find(({ id }) => id === text)?.name ?? t('addInNone')
  return text === '' ? t('emptyValue') : text
}
