// A form's question to the server: asked once at a time, with its refusal in words.

import { createSignal } from 'solid-js'
import { refusalOf } from '../i18n/refusals.ts'

export function useAsking() {
  const [asking, setAsking] = createSignal(false)
  const [refusal, setRefusal] = createSignal('')
  const ask = async (question: () => Promise<unknown>) => {
    if (asking()) return
    setAsking(true)
    setRefusal('')
    try {
      await question()
    } catch (refused) {
      setRefusal(refusalOf(refused))
    } finally {
      setAsking(false)
    }
  }
  return { asking, refusal, setRefusal, ask }
}
