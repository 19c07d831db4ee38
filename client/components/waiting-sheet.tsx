// The place of a form that cannot be drawn yet: nothing at first, then a sign of waiting, or why it will not come.

import { Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import { EmptyState } from './empty-state.tsx'
import type { IconName } from './icon-paths.ts'
import { useLate } from './late.ts'
import { closeRoomSheet } from './room-sheet.ts'
import { Sheet } from './sheet.tsx'

export type WhyNotYet = { icon: IconName; title: string; text: string }

export function WaitingSheet(props: { title: string; because: WhyNotYet | undefined }) {
  const isLate = useLate()
  return (
    <Show when={props.because !== undefined || isLate()}>
      <Sheet title={props.title} onClose={closeRoomSheet}>
        <Show
          when={props.because}
          fallback={<div class="sheet-wait spinner" role="status" aria-label={t('loading')} />}
        >
          {(why) => <EmptyState icon={why().icon} title={why().title} text={why().text} />}
        </Show>
      </Sheet>
    </Show>
  )
}
