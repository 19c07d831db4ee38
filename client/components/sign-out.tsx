// Signing out wipes this device's copy, so it says first what would be lost with it.

import { useNavigate } from '@solidjs/router'
import { createResource, createSignal, Show } from 'solid-js'
import { countUnsent, signOut } from '../actions/sign-in.ts'
import { t, tn } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { Notice } from './notice.tsx'
import { setOverlay } from './open-room.ts'
import { Sheet } from './sheet.tsx'
import '../styles/field.css'

export function SignOut() {
  const navigate = useNavigate()
  const [unsent] = createResource(countUnsent)
  const [everywhere, setEverywhere] = createSignal(false)
  const [leaving, setLeaving] = createSignal(false)
  const [refusal, setRefusal] = createSignal('')
  const losing = () => (unsent.state === 'ready' ? unsent() : 0)
  async function leave(): Promise<void> {
    setLeaving(true)
    try {
      await signOut({ everywhere: everywhere() })
      close()
      navigate('/', { replace: true })
    } catch (refused) {
      setRefusal(refusalOf(refused))
      setLeaving(false)
    }
  }
  return (
    <Sheet title={t('signOutTitle')} onClose={close} role="alertdialog">
      <p class="sheet-text">{t('signOutText')}</p>
      <Show when={losing() > 0}>
        <Notice look="danger">{tn('signOutUnsent', losing())}</Notice>
      </Show>
      <Show when={refusal()}>
        <Notice look="danger">{refusal()}</Notice>
      </Show>
      <label class="check">
        <input
          type="checkbox"
          checked={everywhere()}
          onChange={(event) => setEverywhere(event.currentTarget.checked)}
        />
        {t('signOutEverywhere')}
      </label>
      <LeaveButtons
        losing={losing() > 0}
        disabled={leaving() || unsent.loading}
        onLeave={() => void leave()}
      />
    </Sheet>
  )
}

function close(): void {
  setOverlay(undefined)
}

function LeaveButtons(props: { losing: boolean; disabled: boolean; onLeave: () => void }) {
  return (
    <div class="sheet-actions">
      <button type="button" class="button" onClick={close}>
        {t('cancel')}
      </button>
      <button
        type="button"
        class="button"
        data-look={props.losing ? 'danger' : 'main'}
        disabled={props.disabled}
        onClick={() => props.onLeave()}
      >
        {props.losing ? t('signOutAnyway') : t('signOut')}
      </button>
    </div>
  )
}
