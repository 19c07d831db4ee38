// Another password: the present one proves who asks. The other devices are signed out, and told so before.

import { createSignal } from 'solid-js'
import { PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS } from '#shared/limits.ts'
import { changePassword } from '../actions/sign-in.ts'
import { t } from '../i18n/language.ts'
import { useAsking } from './asking.ts'
import { FormSheet } from './form-sheet.tsx'
import { PasswordField } from './password-field.tsx'
import { say } from './toast.ts'

export function ChangePassword(props: { onClose: () => void }) {
  const [present, setPresent] = createSignal('')
  const [next, setNext] = createSignal('')
  const [tried, setTried] = createSignal(false)
  const { asking, refusal, ask } = useAsking()
  const isShort = () => next().length < PASSWORD_MIN_CHARS
  const submit = () => {
    setTried(true)
    if (present() === '' || isShort()) return
    void ask(async () => {
      await changePassword(present(), next())
      props.onClose()
      say({ text: t('passwordChanged') })
    })
  }
  return (
    <FormSheet
      title={t('changePassword')}
      isChanged={false}
      asking={asking()}
      submit={{ name: t('save'), meanwhile: t('savingChanges') }}
      refusal={refusal()}
      onSubmit={submit}
      onClose={() => props.onClose()}
    >
      <p class="sheet-text">{t('changePasswordText')}</p>
      <PasswordField
        label={t('presentPassword')}
        value={present()}
        onText={setPresent}
        error={tried() && present() === '' ? t('fillPassword') : undefined}
        autocomplete="current-password"
        autofocus
      />
      <PasswordField
        label={t('newPassword')}
        value={next()}
        onText={setNext}
        hint={tried() && isShort() ? undefined : t('passwordHint', { count: PASSWORD_MIN_CHARS })}
        error={tried() && isShort() ? t('passwordShort', { count: PASSWORD_MIN_CHARS }) : undefined}
        autocomplete="new-password"
        maxChars={PASSWORD_MAX_CHARS}
      />
    </FormSheet>
  )
}
