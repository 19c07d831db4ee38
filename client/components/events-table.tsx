// Events as a table, to be sorted and filtered: of what is loaded, as its count says.

import type { ToldEvent } from '../actions/archive.ts'
import { dayText, timeOf } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import { actIn, kindName, saidIn, whoDid } from './event-words.ts'
import { type Column, SortedTable } from './sorted-table.tsx'

const sayings = (event: ToldEvent) =>
  [...saidIn(event).map(({ label, text }) => [label, text].filter(Boolean).join(': ')), actIn(event)]
    .filter(Boolean)
    .join('\n')

const columns = (): Column<ToldEvent>[] => [
  { key: 'number', name: t('eventColumn'), value: ({ number }) => number },
  {
    key: 'at',
    name: t('eventTime'),
    value: ({ at }) => at,
    text: ({ at }) => `${dayText(at)}, ${timeOf(at)}`,
  },
  { key: 'kind', name: t('findKind'), value: ({ kind }) => kindName(kind) },
  { key: 'who', name: t('findWhose'), value: whoDid },
  { key: 'room', name: t('findRoom'), value: ({ room }) => room?.name ?? null },
  { key: 'says', name: t('eventSays'), value: (event) => sayings(event) || null },
]

export function EventsTable(props: { label: string; events: readonly ToldEvent[] }) {
  return (
    <SortedTable
      label={props.label}
      columns={columns()}
      rows={props.events}
      first={{ key: 'number', direction: 'descending' }}
    />
  )
}
