// Whether a name may be taken, told while one types. What the server says belongs to one name only; while another
// is being typed nothing is claimed.

import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { isRoomName } from '#shared/text.ts'
import { checkName } from '../actions/managing.ts'
import { t } from '../i18n/language.ts'

const TYPING_MS = 350

export function useRoomName(asking: { name: () => string; room?: string; unless: () => string }) {
  const [error, setError] = createSignal('')
  let turn = 0
  const check = async (name: string) => {
    const mine = ++turn
    const { free, reason } = await checkName(name, asking.room)
    // What could be a name and is refused belongs to another room.
    if (mine === turn && !free) setError(isRoomName(name) ? t('roomNameTaken') : (reason ?? ''))
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
