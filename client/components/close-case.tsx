// Closing a case. Its holds stay unless the officer says otherwise: what they keep is gone for good once they are released.

import { createSignal, Show } from 'solid-js'
import { closeCase, type ShownCase } from '../actions/cases.ts'
import { t } from '../i18n/language.ts'
import { useAsking } from './asking.ts'
import { Notice } from './notice.tsx'
import { Sheet } from './sheet.tsx'
import { Toggle } from './toggle.tsx'

export function CloseCase(props: { shown: ShownCase; onClose: () => void }) {
  const [isReleasing, setReleasing] = createSignal(false)
  const { asking, refusal, ask } = useAsking()
  const close = async () => {
    await closeCase(props.shown.case.id, isReleasing() ? 'release' : 'keep')
    props.onClose()
  }
  return (
    <Sheet
      title={t('closeCaseTitle', { name: props.shown.case.name })}
      onClose={props.onClose}
      role="alertdialog"
    >
      <p>{t('closeCaseText')}</p>
      <Show when={props.shown.holds.some(({ released }) => released === null)}>
        <Toggle
          label={t('closeReleases')}
          hint={t('closeReleasesHint')}
          on={isReleasing()}
          onToggle={setReleasing}
        />
      </Show>
      <Show when={refusal()}>
        <Notice look="danger">{refusal()}</Notice>
      </Show>
      <div class="sheet-actions">
        <button type="button" class="button" onClick={() => props.onClose()}>
          {t('cancel')}
        </button>
        <button
          type="button"
          class="button"
          data-look="danger"
          disabled={asking()}
          onClick={() => void ask(close)}
        >
          {t('closeCase')}
        </button>
      </div>
    </Sheet>
  )
}
