// What one person may arrange on this device.

import { createSignal, For, type JSX, lazy, Show } from 'solid-js'
import { askToPersist, changeSettings } from '../actions/settings.ts'
import { Avatar } from '../components/avatar.tsx'
import { Shortcuts } from '../components/help.tsx'
import { Mark } from '../components/logo.tsx'
import { Page } from '../components/page.tsx'
import { Toggle } from '../components/toggle.tsx'
import { sizeText } from '../i18n/bytes.ts'
import { LANGUAGE_NAMES, t } from '../i18n/language.ts'
import { session } from '../state/session.ts'
import { settings, storageUse } from '../state/settings.ts'
import '../styles/settings.css'
import '../styles/field.css'

const ChangePassword = lazy(() =>
  import('../components/change-password.tsx').then((file) => ({ default: file.ChangePassword })),
)

export function Settings() {
  return (
    <Page title={t('settings')}>
      <Account />
      <Appearance />
      <Writing />
      <Telling />
      <Storage />
      <Group title={t('help')}>
        <Shortcuts />
      </Group>
      <About />
    </Page>
  )
}

function Appearance() {
  return (
    <Group title={t('theme')}>
      <Choice
        label={t('language')}
        value={settings().language}
        options={[
          ['auto', t('languageAuto')],
          ['en', LANGUAGE_NAMES.en],
          ['ru', LANGUAGE_NAMES.ru],
        ]}
        onChoose={(language) => void changeSettings({ language })}
      />
      <Choice
        label={t('colours')}
        value={settings().theme}
        options={[
          ['auto', t('themeAuto')],
          ['light', t('themeLight')],
          ['dark', t('themeDark')],
        ]}
        onChoose={(theme) => void changeSettings({ theme })}
      />
    </Group>
  )
}

function Writing() {
  return (
    <Group title={t('writing')}>
      <Toggle
        label={t('enterSends')}
        hint={t('enterSendsText')}
        on={settings().enterSends}
        onToggle={(enterSends) => void changeSettings({ enterSends })}
      />
      <Toggle
        label={t('reopenRooms')}
        hint={t('reopenRoomsText')}
        on={settings().reopenRooms}
        onToggle={(reopenRooms) => void changeSettings({ reopenRooms })}
      />
    </Group>
  )
}

/** The browser is asked when somebody wants it, never before. */
function Telling() {
  const [refused, setRefused] = createSignal(false)
  const choose = async (notify: boolean) => {
    const isAllowed = notify && (await mayNotify())
    setRefused(notify && !isAllowed)
    await changeSettings({ notify: isAllowed })
  }
  return (
    <Group title={t('notifications')}>
      <Toggle
        label={t('notify')}
        hint={t(refused() ? 'notifyRefused' : 'notifyText')}
        on={settings().notify ?? false}
        onToggle={(notify) => void choose(notify)}
      />
    </Group>
  )
}

async function mayNotify(): Promise<boolean> {
  return 'Notification' in window && (await Notification.requestPermission()) === 'granted'
}

function About() {
  return (
    <Group title={t('about')}>
      <p class="about">
        <Mark />
        <span>
          <strong>{t('appName')}</strong>
          <br />
          {t('aboutText')}
        </span>
      </p>
    </Group>
  )
}

function Group(props: { title: string; children: JSX.Element }) {
  return (
    <section class="setting-group" aria-label={props.title}>
      <h2 class="title">{props.title}</h2>
      {props.children}
    </section>
  )
}

function Account() {
  const me = () => {
    const now = session()
    return now.state === 'signed-in' ? now.me : undefined
  }
  return (
    <Show when={me()}>
      {(person) => (
        <Group title={t('account')}>
          <div class="account">
            <Avatar uri={person().uri} name={person().displayName} />
            <div>
              <bdi>{person().displayName}</bdi>
              <p>
                {person().uri.replace('sip:', '')}
                <Show when={person().admin}> · {t('administrator')}</Show>
              </p>
            </div>
          </div>
          <PasswordButton />
        </Group>
      )}
    </Show>
  )
}

function PasswordButton() {
  const [open, setOpen] = createSignal(false)
  return (
    <>
      <button type="button" class="button" onClick={() => setOpen(true)}>
        {t('changePassword')}
      </button>
      <Show when={open()}>
        <ChangePassword onClose={() => setOpen(false)} />
      </Show>
    </>
  )
}

function Choice<Value extends string>(props: {
  label: string
  value: Value
  options: [Value, string][]
  onChoose: (value: Value) => void
}) {
  return (
    <fieldset class="choice">
      <legend>{props.label}</legend>
      <div>
        <For each={props.options}>
          {([value, name]) => (
            <label>
              <input
                type="radio"
                name={props.label}
                checked={props.value === value}
                onChange={() => props.onChoose(value)}
              />
              <span>{name}</span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  )
}

function Storage() {
  const [refused, setRefused] = createSignal(false)
  async function keep(): Promise<void> {
    setRefused(!(await askToPersist()))
  }
  return (
    <Group title={t('storage')}>
      <p class="setting-text">{t('storageText')}</p>
      <Show when={storageUse()} fallback={<p class="setting-text">{t('storageUnknown')}</p>}>
        {(use) => (
          <>
            <p id="storage-use">
              {t('storageUse', { used: sizeText(use().usedBytes), quota: sizeText(use().quotaBytes) })}
            </p>
            <progress aria-labelledby="storage-use" max={use().quotaBytes} value={use().usedBytes} />
            <p class="setting-text">{t(use().persisted ? 'persisted' : 'notPersisted')}</p>
            <Show when={!use().persisted}>
              <button type="button" class="button" onClick={() => void keep()}>
                {t('keepOnDevice')}
              </button>
            </Show>
            <Show when={refused()}>
              <p class="setting-text" role="status">
                {t('persistRefused')}
              </p>
            </Show>
          </>
        )}
      </Show>
    </Group>
  )
}
