// The + beside the text: make the post important, make it a story, put an emoji into it.

import { createSignal, lazy, Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import { Icon } from './icon.tsx'
import { type Spot, spotOf } from './post-panel.ts'

const ComposerMenu = lazy(() =>
  import('./composer-menu.tsx').then((file) => ({ default: file.ComposerMenu })),
)

export function ComposerMore(props: { guid: string; onInsert: (text: string) => void; onDone: () => void }) {
  const [spot, setSpot] = createSignal<Spot>()
  return (
    <>
      <button
        type="button"
        class="icon-button composer-more"
        aria-label={t('addToPost')}
        title={t('addToPost')}
        aria-haspopup="menu"
        aria-expanded={spot() !== undefined}
        onClick={(event) => setSpot(spotOf(event.currentTarget))}
      >
        <Icon name="plus" />
      </button>
      <Show when={spot()}>
        {(opened) => (
          <ComposerMenu
            guid={props.guid}
            spot={opened()}
            onInsert={props.onInsert}
            onClose={() => setSpot(undefined)}
            onDone={props.onDone}
          />
        )}
      </Show>
    </>
  )
}
