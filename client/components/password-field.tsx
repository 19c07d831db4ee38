// A password that can be looked at while typing, pasted, and filled by a password manager.

import { createSignal } from 'solid-js'
import { t } from '../i18n/language.ts'
import { Field, type FieldProps } from './field.tsx'
import { Icon } from './icon.tsx'

export function PasswordField(props: Omit<FieldProps, 'type' | 'aside'>) {
  const [shown, show] = createSignal(false)
  return (
    <Field
      {...props}
      literal
      type={shown() ? 'text' : 'password'}
      aside={
        <button
          type="button"
          class="icon-button"
          aria-label={t(shown() ? 'hidePassword' : 'showPassword')}
          aria-pressed={shown()}
          onClick={() => show(!shown())}
        >
          <Icon name={shown() ? 'secret' : 'eye'} />
        </button>
      }
    />
  )
}
