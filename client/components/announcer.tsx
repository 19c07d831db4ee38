// Says new posts to screen readers, apart from the log, so that paging back through history stays silent.

import { createEffect, createSignal, on } from 'solid-js'
import { t, tn } from '../i18n/language.ts'
import type { TimelineRow } from '../state/timeline.ts'
import { gathering } from './gathering.ts'

type Post = Extract<TimelineRow, { row: 'post' }>

export function Announcer(props: { room: string; rows: readonly TimelineRow[] | undefined }) {
  const [said, say] = createSignal('')
  let heard: number | undefined
  const gather = gathering<Post>(([only, ...others]) => {
    if (only === undefined) return
    say(
      others.length === 0
        ? t('announceOne', { author: only.authdisp, text: only.text })
        : tn('announceMany', others.length + 1, { room: props.room }),
    )
  })
  createEffect(
    on(
      () => props.rows,
      (rows) => {
        if (!rows) return
        const fresh = heard === undefined ? [] : newsAfter(rows, heard)
        heard = Math.max(heard ?? 0, newestSeq(rows))
        gather(fresh)
      },
    ),
  )
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
