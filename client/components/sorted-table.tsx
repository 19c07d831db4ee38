// A table whose heads sort it and whose field filters it, by keyboard as by hand. On phones its rows are cards, and the heads stay: the
// roles are said out loud, because what is laid out as cards is no table to a screen reader any more.

import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import { Icon } from './icon.tsx'
import { fits, inOrder, pressed, type Sorted, type Value } from './table-order.ts'
import '../styles/sorted-table.css'

export type Column<Row> = {
  key: string
  name: string
  /** By which it is sorted. */
  value: (row: Row) => Value
  /** What it shows, and is found by; the value itself unless it is said. */
  text?: (row: Row) => string
  cell?: (row: Row) => JSX.Element
}

type TableProps<Row> = {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  first: Sorted
  /** Of what is over, or not well. */
  look?: (row: Row) => 'over' | 'fault' | undefined
  /** What can be done with a row. */
  acts?: (row: Row) => JSX.Element
}

/** Fewer are seen at once. */
const FILTER_FROM = 5

const textOf = <Row,>({ text, value }: Column<Row>, row: Row) => text?.(row) ?? String(value(row) ?? '')

export function SortedTable<Row>(props: TableProps<Row>) {
  const [sorted, setSorted] = createSignal(props.first)
  const [typed, setTyped] = createSignal('')
  const shown = createMemo(() => {
    const column = props.columns.find(({ key }) => key === sorted().key)
    const found = props.rows.filter((row) =>
      fits(
        props.columns.map((each) => textOf(each, row)),
        props.rows.length >= FILTER_FROM ? typed() : '',
      ),
    )
    return column ? inOrder(found, column.value, sorted().direction) : found
  })
  return (
    <div class="sorted">
      <Show when={props.rows.length >= FILTER_FROM}>
        <Filter
          label={props.label}
          typed={typed()}
          counted={t('rowsShown', { n: shown().length, all: props.rows.length })}
          onType={setTyped}
        />
      </Show>
      {/* biome-ignore lint/a11y/noRedundantRoles: laid out as cards it would be none without them */}
      <table role="table" aria-label={props.label}>
        <Heads {...props} sorted={sorted()} onPress={(key) => setSorted((now) => pressed(now, key))} />
        {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
        <tbody role="rowgroup">
          <For each={shown()}>{(row) => <Cells {...props} row={row} />}</For>
        </tbody>
      </table>
    </div>
  )
}

type FilterProps = { label: string; typed: string; counted: string; onType: (typed: string) => void }

function Filter(props: FilterProps) {
  return (
    <div class="sorted-filter">
      <input
        type="search"
        placeholder={t('filterList')}
        aria-label={`${t('filterList')}: ${props.label}`}
        value={props.typed}
        onInput={(event) => props.onType(event.currentTarget.value)}
      />
      <span role="status">{props.typed === '' ? '' : props.counted}</span>
    </div>
  )
}

type HeadsProps<Row> = TableProps<Row> & { sorted: Sorted; onPress: (key: string) => void }

function Heads<Row>(props: HeadsProps<Row>) {
  const sortOf = (key: string) => (props.sorted.key === key ? props.sorted.direction : 'none')
  return (
    // biome-ignore lint/a11y/noRedundantRoles: as above
    <thead role="rowgroup">
      {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
      <tr role="row">
        <For each={props.columns}>
          {({ key, name }) => (
            // biome-ignore lint/a11y/noRedundantRoles: as above
            <th role="columnheader" scope="col" aria-sort={sortOf(key)}>
              <button type="button" onClick={() => props.onPress(key)}>
                {name}
                <Icon name="chevron" />
              </button>
            </th>
          )}
        </For>
        <Show when={props.acts}>
          {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
          <th role="columnheader" scope="col">
            <span class="unseen">{t('rowActions')}</span>
          </th>
        </Show>
      </tr>
    </thead>
  )
}

function Cells<Row>(props: TableProps<Row> & { row: Row }) {
  const shown = (column: Column<Row>) => column.cell?.(props.row) ?? <bdi>{textOf(column, props.row)}</bdi>
  return (
    // biome-ignore lint/a11y/noRedundantRoles: as above
    <tr role="row" data-look={props.look?.(props.row)}>
      <For each={props.columns}>
        {(column, at) => (
          <Show
            when={at() === 0}
            fallback={
              // biome-ignore lint/a11y/noRedundantRoles: as above
              <td role="cell" data-label={textOf(column, props.row) === '' ? undefined : column.name}>
                {shown(column)}
              </td>
            }
          >
            {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
            <th role="rowheader" scope="row">
              {shown(column)}
            </th>
          </Show>
        )}
      </For>
      <Show when={props.acts}>
        {(acts) => (
          // biome-ignore lint/a11y/noRedundantRoles: as above
          <td role="cell" class="sorted-acts">
            {acts()(props.row)}
          </td>
        )}
      </Show>
    </tr>
  )
}
