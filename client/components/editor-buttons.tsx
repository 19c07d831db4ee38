// The two ways out of an editor in a row.

import { t } from '../i18n/language.ts'

export function EditorButtons(props: { onCancel: () => void; onSave: () => void }) {
  return (
    <div class="queued-editor-actions">
      <button type="button" class="button" data-size="small" onClick={() => props.onCancel()}>
        {t('cancel')}
      </button>
      <button type="button" class="button" data-size="small" data-look="main" onClick={() => props.onSave()}>
        {t('save')}
      </button>
    </div>
  )
}
