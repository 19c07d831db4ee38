// The first administrator, from the one-time link that the server prints.

import { useParams } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { DISPLAY_NAME_CHARS, NAME_CHARS, PASSWORD_MIN_CHARS, USERNAME_CHARS } from '#shared/limits.ts'
import { setUp } from '../actions/sign-in.ts'
import { DoorPage } from '../components/door-page.tsx'
import { Field } from '../components/field.tsx'
import { focusFirstWrong } from '../components/focus-wrong.ts'
import { Notice } from '../components/notice.tsx'
import { PasswordField } from '../components/password-field.tsx'
import { t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'

const USERNAME = /^[a-z0-9][a-z0-9._-]*$/

export function SetUp() {
  const params = useParams<{ token: string }>()
  const [username, setUsername] = createSignal('')
  const [displayName, setDisplayName] = createSignal('')
  const [password, setPassword] = createSignal('')
  const [firstRoom, setFirstRoom] = createSignal(t('firstRoomName'))
  const [tried, setTried] = createSignal(false)
  const [asking, setAsking] = createSignal(false)
  const [refusal, setRefusal] = createSignal('')
  const wrong = () => ({
    username: USERNAME.test(username()) ? undefined : t('usernameBad'),
    displayName: displayName().trim() === '' ? t('fillDisplayName') : undefined,
    password:
      password().length < PASSWORD_MIN_CHARS ? t('passwordShort', { count: PASSWORD_MIN_CHARS }) : undefined,
  })
  const shownWrong = (): Partial<ReturnType<typeof wrong>> => (tried() ? wrong() : {})
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    setTried(true)
    setRefusal('')
    if (Object.values(wrong()).some((sentence) => sentence !== undefined)) return focusFirstWrong(form)
    setAsking(true)
    const room = firstRoom().trim()
    try {
      await setUp({
        token: params.token,
        username: username(),
        displayName: displayName().trim(),
        password: password(),
        ...(room === '' ? {} : { firstRoom: room }),
      })
    } catch (refused) {
      setRefusal(refusalOf(refused))
    } finally {
      setAsking(false)
    }
  }
  return (
    <DoorPage title={t('setupTitle')} lead={t('setupLead')}>
      <form method="post" novalidate onSubmit={(event) => void submit(event)}>
        <Show when={refusal()}>
          <Notice look="danger">{refusal()}</Notice>
        </Show>
        <Field
          label={t('displayName')}
          value={displayName()}
          onText={setDisplayName}
          hint={t('displayNameHint')}
          error={shownWrong().displayName}
          autocomplete="name"
          maxChars={DISPLAY_NAME_CHARS}
          autofocus
        />
        <Field
          label={t('username')}
          value={username()}
          onText={(text) => setUsername(text.toLowerCase())}
          hint={shownWrong().username ? undefined : t('usernameHint')}
          error={shownWrong().username}
          autocomplete="username"
          maxChars={USERNAME_CHARS}
          literal
        />
        <PasswordField
          label={t('password')}
          value={password()}
          onText={setPassword}
          hint={shownWrong().password ? undefined : t('passwordHint', { count: PASSWORD_MIN_CHARS })}
          error={shownWrong().password}
          autocomplete="new-password"
        />
        <Field
          label={t('firstRoom')}
          value={firstRoom()}
          onText={setFirstRoom}
          hint={t('firstRoomHint')}
          maxChars={NAME_CHARS}
        />
        <button type="submit" class="button" data-look="main" disabled={asking()}>
          {t(asking() ? 'creatingAccount' : 'createAccount')}
        </button>
      </form>
    </DoorPage>
  )
}
