// Says new posts to screen readers, apart from the log, so that paging back through history stays silent
// and a burst is one sentence instead of twenty.

import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { t, tn } from '../i18n/language.ts'
import type { TimelineRow } from '../state/timeline.ts'

const GATHER_MS = 1200

type Post = Extract<TimelineRow, { row: 'post' }>

export function Announcer(props: { room: string; rows: readonly TimelineRow[] | undefined }) {
  const [said, say] = createSignal('')
  let heard: number | undefined
  let gathered: Post[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const speak = () => {
    timer = undefined
    const only = gathered.length === 1 ? gathered[0] : undefined
    say(
      only
        ? t('announceOne', { author: only.authdisp, text: only.text })
        : tn('announceMany', gathered.length, { room: props.room }),
    )
    gathered = []
  }
  createEffect(
    on(
      () => props.rows,
      (rows) => {
        if (!rows) return
        const fresh = heard === undefined ? [] : newsAfter(rows, heard)
        heard = Math.max(heard ?? 0, newestSeq(rows))
        gathered.push(...fresh)
        if (gathered.length > 0) timer ??= setTimeout(speak, GATHER_MS)
      },
    ),
  )
  onCleanup(() => clearTimeout(timer))
  return (
    <div class="unseen" role="status" aria-live="polite" aria-atomic="true">
      {said()}
    </div>
  )
}

function newsAfter(rows: readonly TimelineRow[], seq: number): Post[] {
  return rows.filter((row): row is Post => row.row === 'post' && row.seq > seq && !row.mine)
}

function newestSeq(rows: readonly TimelineRow[]): number {
  return rows.reduce((newest, row) => ('seq' in row ? Math.max(newest, row.seq) : newest), 0)
}
