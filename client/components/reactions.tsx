// Who answered with a sign. Each chip names its people to those who hover, focus or listen; pressing it joins or leaves them.

import { For, Show } from 'solid-js'
import { listText, t, tn } from '../i18n/language.ts'
import type { ShownReaction } from '../state/timeline-rows.ts'
import { Icon } from './icon.tsx'
import { type Chosen, setReaction } from './post-acts.ts'
import { openPanel, spotOf } from './post-panel.ts'
import '../styles/reactions.css'

const NAMED_MAX = 12

export function Reactions(props: { chosen: Chosen; mayChat: boolean }) {
  const all = () => props.chosen.post.reactions ?? []
  return (
    <Show when={all().length > 0}>
      <ul class="reactions" aria-label={t('reactions')}>
        <For each={all()}>
          {(reaction) => (
            <li>
              <button
                type="button"
                class="reaction"
                aria-pressed={reaction.mine}
                aria-label={namesOf(reaction)}
                data-tip={namesOf(reaction)}
                disabled={!props.mayChat}
                onClick={() => setReaction(props.chosen, reaction.emoji, !reaction.mine)}
              >
                <span aria-hidden="true">{reaction.emoji}</span>
                <span class="reaction-count">{reaction.count}</span>
              </button>
            </li>
          )}
        </For>
        <Show when={props.mayChat}>
          <li>
            <button
              type="button"
              class="reaction reaction-add"
              aria-label={t('addReaction')}
              title={t('addReaction')}
              onClick={(event) =>
                openPanel({
                  show: 'emoji',
                  chosen: props.chosen,
                  mayChat: true,
                  spot: spotOf(event.currentTarget),
                })
              }
            >
              <Icon name="smile" />
            </button>
          </li>
        </Show>
      </ul>
    </Show>
  )
}

function namesOf({ emoji, people, count, mine }: ShownReaction): string {
  const others = people.filter((_, index) => index < NAMED_MAX)
  const names = others.map(({ displayName }) => displayName)
  const rest = count - names.length
  const listed = rest > 0 ? [...names, tn('andOthers', rest)] : names
  const shown = listed.length === 0 && mine ? [t('reactionYou')] : listed
  return t('reactionBy', { emoji, n: count, names: listText(shown) })
}
