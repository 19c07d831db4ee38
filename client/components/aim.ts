// The post that one is going to: a link, a quote or a pinned post names it, the timeline brings it into view.

import { createSignal } from 'solid-js'
import type { PostRef } from '#shared/post.ts'
import { goToNamed, goToPost } from '../actions/going.ts'
import { t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { say } from './toast.ts'

export type Aim = { guid: string; seq: number }

/** Wanted, and not yet in view. */
const [aim, setAim] = createSignal<Aim | undefined>()
/** Reached: the row is marked for a while. */
const [reached, setReached] = createSignal<Aim | undefined>()

const MARKED_MS = 4_000

export { aim, reached }

/** @returns false when the post could not be had; then nothing has moved */
export async function jumpTo(wanted: Aim, { quiet = false } = {}): Promise<boolean> {
  setAim(wanted)
  try {
    if (await goToPost(wanted.guid, wanted.seq)) return true
    say({ text: t('postNotHere') })
  } catch (refused) {
    if (!quiet) say({ text: isOffline(refused) ? t('postNeedsNetwork') : refusalOf(refused) })
  }
  if (aim() === wanted) setAim(undefined)
  return false
}

/** To a post of which only the name is known. */
export async function jumpToNamed(guid: string, post: PostRef): Promise<void> {
  try {
    const seq = await goToNamed(guid, post)
    if (seq === undefined) say({ text: t('postNotHere') })
    else await jumpTo({ guid, seq })
  } catch (refused) {
    say({ text: isOffline(refused) ? t('postNeedsNetwork') : refusalOf(refused) })
  }
}

function isOffline(refused: unknown): boolean {
  return refused instanceof Error && 'code' in refused && refused.code === 'Offline'
}

export function arrive(at: Aim): void {
  setAim(undefined)
  setReached(at)
  setTimeout(() => reached() === at && setReached(undefined), MARKED_MS)
}
