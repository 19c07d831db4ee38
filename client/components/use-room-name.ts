// Whether a name may be taken, told while one types. What the server says belongs to one name only; while another
// is being typed nothing is claimed.

import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { checkName } from '../actions/managing.ts'
import { t } from '../i18n/language.ts'
import { refusalText } from '../i18n/refusals.ts'

const TYPING_MS = 350

export function useRoomName(asking: { name: () => string; room?: string; unless: () => string }) {
  const [error, setError] = createSignal('')
  let turn = 0
  const check = async (name: string) => {
    const mine = ++turn
    const { free, reason } = await checkName(name, asking.room)
    if (mine === turn && !free) setError(nameRefusal(reason))
  }
  createEffect(
    on(
      asking.name,
      (name) => {
        setError('')
        turn += 1
        if (name.trim() === '' || name.trim() === asking.unless()) return
        // Without network the name is checked when the room is saved.
        const timer = setTimeout(() => void check(name.trim()).catch(() => undefined), TYPING_MS)
        onCleanup(() => clearTimeout(timer))
      },
      { defer: true },
    ),
  )
  return { error, setError }
}

export function nameRefusal(reason: string | undefined): string {
  return reason === undefined || reason === 'DuplicateRoomName' ? t('roomNameTaken') : refusalText(reason)
}
