// Sign in. What is wrong is said beside the field, focus goes there, and nothing typed is lost.

import { createSignal, Show } from 'solid-js'
import { signIn } from '../actions/sign-in.ts'
import { DoorPage } from '../components/door-page.tsx'
import { Field } from '../components/field.tsx'
import { focusFirstWrong } from '../components/focus-wrong.ts'
import { Notice } from '../components/notice.tsx'
import { PasswordField } from '../components/password-field.tsx'
import { type TextKey, t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { session } from '../state/session.ts'

const REASONS: Record<'expired' | 'not-provisioned' | 'disabled', TextKey> = {
  expired: 'sessionExpired',
  'not-provisioned': 'notProvisioned',
  disabled: 'accountDisabled',
}

export function SignIn() {
  const [username, setUsername] = createSignal('')
  const [password, setPassword] = createSignal('')
  const [tried, setTried] = createSignal(false)
  const [asking, setAsking] = createSignal(false)
  const [refusal, setRefusal] = createSignal('')
  const missing = (value: string, key: TextKey) => (tried() && value === '' ? t(key) : undefined)
  const reason = () => {
    const now = session()
    return now.state === 'signed-out' && now.reason ? t(REASONS[now.reason]) : ''
  }
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    setTried(true)
    setRefusal('')
    if (username().trim() === '' || password() === '') return focusFirstWrong(form)
    setAsking(true)
    try {
      await signIn(username().trim(), password())
    } catch (refused) {
      setRefusal(refusalOf(refused))
    } finally {
      setAsking(false)
    }
  }
  return (
    <DoorPage title={t('signInTitle')} lead={t('signInLead')}>
      <form method="post" novalidate onSubmit={(event) => void submit(event)}>
        <Show when={refusal() || reason()}>
          {(sentence) => <Notice look={refusal() ? 'danger' : 'calm'}>{sentence()}</Notice>}
        </Show>
        <Field
          label={t('username')}
          value={username()}
          onText={setUsername}
          error={missing(username(), 'fillUsername')}
          autocomplete="username"
          literal
          autofocus
        />
        <PasswordField
          label={t('password')}
          value={password()}
          onText={setPassword}
          error={missing(password(), 'fillPassword')}
          autocomplete="current-password"
        />
        <button type="submit" class="button" data-look="main" disabled={asking()}>
          <Show when={asking()}>
            <span class="spinner" />
          </Show>
          {t(asking() ? 'signingIn' : 'signIn')}
        </button>
      </form>
    </DoorPage>
  )
}
