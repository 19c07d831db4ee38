// One short sentence over the foot of the window, and for a few seconds a way back. A new one takes the place of the last.

import { createSignal } from 'solid-js'

export type Toast = { text: string; undo?: () => void }

const SHOWN_MS = 5_000

const [toast, setToast] = createSignal<Toast | undefined>()
let timer: ReturnType<typeof setTimeout> | undefined

export { toast }

export function say(said: Toast, ms = SHOWN_MS): void {
  clearTimeout(timer)
  setToast(said)
  timer = setTimeout(() => setToast(undefined), ms)
}

export function hush(): void {
  clearTimeout(timer)
  setToast(undefined)
}
