// Who is writing in a room now. It is told again and again while it lasts, and ends by itself when it is not.

import { createSignal } from 'solid-js'
import { TYPING_EVERY_MS } from '#shared/limits.ts'
import { guidOf } from '#shared/uri.ts'
import { whenStarted } from '../sync/core.ts'

type Writing = { guid: string; uri: string; displayName: string }

/** A little longer than between two tellings, so that the line does not flicker. */
const LASTS_MS = TYPING_EVERY_MS * 2
const [writing, setWriting] = createSignal<Writing[]>([])
const endings = new Map<string, ReturnType<typeof setTimeout>>()

void whenStarted.then(({ line }) => {
  line.onTyping(({ room, uri, displayName }) => {
    const guid = guidOf(room)
    const key = `${guid} ${uri}`
    const others = () => writing().filter((each) => each.guid !== guid || each.uri !== uri)
    setWriting([...others(), { guid, uri, displayName }])
    clearTimeout(endings.get(key))
    endings.set(
      key,
      setTimeout(() => {
        endings.delete(key)
        setWriting(others())
      }, LASTS_MS),
    )
  })
})

export function typists(guid: string): string[] {
  return writing().flatMap((each) => (each.guid === guid ? each.displayName : []))
}
