// Sign in. What is wrong is said beside the field, focus goes there, and nothing typed is lost.

import { createSignal, Show } from 'solid-js'
import { signIn } from '../actions/sign-in.ts'
import { useAsking } from '../components/asking.ts'
import { DoorPage } from '../components/door-page.tsx'
import { Field } from '../components/field.tsx'
import { focusFirstWrong } from '../components/focus-wrong.ts'
import { Notice } from '../components/notice.tsx'
import { PasswordField } from '../components/password-field.tsx'
import { SubmitButton } from '../components/submit-button.tsx'
import { type TextKey, t } from '../i18n/language.ts'
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
  const { asking, refusal, ask } = useAsking()
  const missing = (value: string, key: TextKey) => (tried() && value === '' ? t(key) : undefined)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (username().trim() === '' || password() === '') focusFirstWrong(event.currentTarget)
    else void ask(() => signIn(username().trim(), password()))
  }
  return (
    <DoorPage title={t('signInTitle')} lead={t('signInLead')}>
      <form method="post" novalidate onSubmit={submit}>
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
        <SubmitButton asking={asking()} name={t('signIn')} meanwhile={t('signingIn')} />
      </form>
    </DoorPage>
  )
}

function reason(): string {
  const now = session()
  return now.state === 'signed-out' && now.reason ? t(REASONS[now.reason]) : ''
}
