// The first administrator, from the one-time link that the server prints.

import { useParams } from '@solidjs/router'
import { createResource, createSignal, Match, Show, Switch } from 'solid-js'
import { createStore } from 'solid-js/store'
import { DISPLAY_NAME_CHARS, NAME_CHARS, PASSWORD_MIN_CHARS, USERNAME_CHARS } from '#shared/limits.ts'
import type { Setup } from '#shared/web/setup.ts'
import { isSetUpDone, setUp } from '../actions/sign-in.ts'
import { useAsking } from '../components/asking.ts'
import { DoorPage } from '../components/door-page.tsx'
import { Field } from '../components/field.tsx'
import { focusFirstWrong } from '../components/focus-wrong.ts'
import { Notice } from '../components/notice.tsx'
import { PasswordField } from '../components/password-field.tsx'
import { SubmitButton } from '../components/submit-button.tsx'
import { t } from '../i18n/language.ts'
import { SetUpDone } from './notices.tsx'

const USERNAME = /^[a-z0-9][a-z0-9._-]*$/

const EMPTY = { username: '', displayName: '', password: '' }
type Answers = typeof EMPTY
type Wrong = { [Key in keyof Answers]?: string | undefined }

function wrongIn(answers: Answers): Wrong {
  return {
    username: USERNAME.test(answers.username) ? undefined : t('usernameBad'),
    displayName: answers.displayName.trim() === '' ? t('fillDisplayName') : undefined,
    password:
      answers.password.length < PASSWORD_MIN_CHARS
        ? t('passwordShort', { count: PASSWORD_MIN_CHARS })
        : undefined,
  }
}

/** The link works once; whoever opens it later is told, and shown the way in. */
export function SetUp() {
  const [done] = createResource(() => isSetUpDone().catch(() => false))
  return (
    <Switch>
      <Match when={done() === true}>
        <SetUpDone />
      </Match>
      <Match when={done() === false}>
        <Form />
      </Match>
    </Switch>
  )
}

function Form() {
  const params = useParams<{ token: string }>()
  const [answers, setAnswers] = createStore<Answers>({ ...EMPTY })
  const [firstRoom, setFirstRoom] = createSignal(t('firstRoomName'))
  const [tried, setTried] = createSignal(false)
  const { asking, refusal, ask } = useAsking()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    const isWrong = Object.values(wrongIn(answers)).some((sentence) => sentence !== undefined)
    if (isWrong) focusFirstWrong(event.currentTarget)
    else void ask(() => setUp(setupOf(params.token, answers, firstRoom().trim())))
  }
  return (
    <DoorPage title={t('setupTitle')} lead={t('setupLead')}>
      <form method="post" novalidate onSubmit={submit}>
        <Show when={refusal()}>
          <Notice look="danger">{refusal()}</Notice>
        </Show>
        <AccountFields answers={answers} wrong={tried() ? wrongIn(answers) : {}} onAnswer={setAnswers} />
        <Field
          label={t('firstRoom')}
          value={firstRoom()}
          onText={setFirstRoom}
          hint={t('firstRoomHint')}
          maxChars={NAME_CHARS}
        />
        <SubmitButton asking={asking()} name={t('createAccount')} meanwhile={t('creatingAccount')} />
      </form>
    </DoorPage>
  )
}

function setupOf(token: string, answers: Answers, firstRoom: string): Setup {
  const { username, password } = answers
  const account = { token, username, password, displayName: answers.displayName.trim() }
  return firstRoom === '' ? account : { ...account, firstRoom }
}

function AccountFields(props: {
  answers: Answers
  wrong: Wrong
  onAnswer: (name: keyof Answers, text: string) => void
}) {
  return (
    <>
      <Field
        label={t('displayName')}
        value={props.answers.displayName}
        onText={(text) => props.onAnswer('displayName', text)}
        hint={t('displayNameHint')}
        error={props.wrong.displayName}
        autocomplete="name"
        maxChars={DISPLAY_NAME_CHARS}
        autofocus
      />
      <Field
        label={t('username')}
        value={props.answers.username}
        onText={(text) => props.onAnswer('username', text.toLowerCase())}
        hint={props.wrong.username ? undefined : t('usernameHint')}
        error={props.wrong.username}
        autocomplete="username"
        maxChars={USERNAME_CHARS}
        literal
      />
      <PasswordField
        label={t('password')}
        value={props.answers.password}
        onText={(text) => props.onAnswer('password', text)}
        hint={props.wrong.password ? undefined : t('passwordHint', { count: PASSWORD_MIN_CHARS })}
        error={props.wrong.password}
        autocomplete="new-password"
      />
    </>
  )
}
