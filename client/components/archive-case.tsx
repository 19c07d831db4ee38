// One case: what it is about, what it finds, its holds, and what can be done with it.

import { A, useSearchParams } from '@solidjs/router'
import { createResource, createSignal, For, Match, Show, Switch } from 'solid-js'
import { findInCase, type ShownCase, showCase, type ToldCase } from '../actions/cases.ts'
import { dayText } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { ChangeCase } from './case-form.tsx'
import { searchWords, whoIs } from './case-words.ts'
import { CloseCase } from './close-case.tsx'
import { ExportCase } from './export-case.tsx'
import { FoundEvents } from './found-events.tsx'
import { HoldsTable } from './holds-table.tsx'
import { Icon } from './icon.tsx'
import { NewHold } from './new-hold.tsx'
import { Notice } from './notice.tsx'

export function ArchiveCase() {
  const [params] = useSearchParams<{ id: string }>()
  const [shown, { refetch }] = createResource(() => params.id ?? '', showCase)
  return (
    <>
      <p>
        <A class="button" data-look="quiet" href="/archive/cases">
          <Icon name="back" />
          {t('allCases')}
        </A>
      </p>
      <Show when={shown.error}>
        <Notice look="danger">{refusalOf(shown.error)}</Notice>
      </Show>
      <Show when={!shown.error && shown.latest} fallback={<p>{shown.loading ? t('loading') : ''}</p>}>
        {(found) => <OneCase shown={found()} onChange={() => void refetch()} />}
      </Show>
    </>
  )
}

type Sheets = 'change' | 'export' | 'hold' | 'close'

function OneCase(props: { shown: ShownCase; onChange: () => void }) {
  const [open, setOpen] = createSignal<Sheets>()
  const one = () => props.shown.case
  const close = () => {
    setOpen(undefined)
    props.onChange()
  }
  return (
    <section class="archive-case" aria-label={one().name}>
      <CaseHead one={one()} />
      <CaseActs isOpen={one().closed === null} onOpen={setOpen} />
      <Show when={props.shown.holds.length > 0} fallback={<p class="archive-aside">{t('noCaseHolds')}</p>}>
        <h3 class="title">{t('caseHolds')}</h3>
        <HoldsTable label={t('caseHolds')} holds={props.shown.holds} onRelease={props.onChange} />
      </Show>
      <CasePreview one={one()} />
      <Switch>
        <Match when={open() === 'change'}>
          <ChangeCase one={one()} onClose={close} />
        </Match>
        <Match when={open() === 'export'}>
          <ExportCase one={one()} onClose={() => setOpen(undefined)} />
        </Match>
        <Match when={open() === 'hold'}>
          <NewHold belongsTo={one().id} onClose={close} />
        </Match>
        <Match when={open() === 'close'}>
          <CloseCase shown={props.shown} onClose={close} />
        </Match>
      </Switch>
    </section>
  )
}

function CaseHead(props: { one: ToldCase }) {
  const done = ({ at, by }: { at: number; by: string }) => ({ time: dayText(at), name: whoIs(by) })
  return (
    <header class="archive-case-head">
      <h2 class="title">
        <bdi>{props.one.name}</bdi>
      </h2>
      <p class="archive-aside">
        {t('caseOpenedBy', done(props.one))}
        <Show when={props.one.closed}>{(closed) => <> · {t('caseClosedBy', done(closed()))}</>}</Show>
      </p>
      <Show when={props.one.description}>
        <p dir="auto">{props.one.description}</p>
      </Show>
      <dl class="archive-search" aria-label={t('caseLooksFor')}>
        <For
          each={searchWords(props.one)}
          fallback={
            <div>
              <dt>{t('caseLooksFor')}</dt>
              <dd>{t('caseEverything')}</dd>
            </div>
          }
        >
          {({ name, text }) => (
            <div>
              <dt>{name}</dt>
              <dd>
                <bdi>{text}</bdi>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </header>
  )
}

function CaseActs(props: { isOpen: boolean; onOpen: (sheet: Sheets) => void }) {
  const act = (sheet: Sheets, name: 'changeCase' | 'newHold' | 'closeCase') => (
    <button type="button" class="button" onClick={() => props.onOpen(sheet)}>
      {t(name)}
    </button>
  )
  return (
    <div class="archive-acts">
      <button type="button" class="button" data-look="main" onClick={() => props.onOpen('export')}>
        {t('exportCase')}
      </button>
      <Show when={props.isOpen}>
        {act('change', 'changeCase')}
        {act('hold', 'newHold')}
        {act('close', 'closeCase')}
      </Show>
    </div>
  )
}

/** Asked again where it looks for something else, and not otherwise: each time is recorded. */
function CasePreview(props: { one: ToldCase }) {
  const asked = () => JSON.stringify([props.one.id, props.one.search])
  const [found] = createResource(asked, () => findInCase(props.one.id))
  return (
    <>
      <Show when={found.error}>
        <Notice look="danger">{refusalOf(found.error)}</Notice>
      </Show>
      <Show when={!found.error && !found.loading && found()} keyed>
        {(first) => (
          <FoundEvents
            label={t('caseLooksFor')}
            first={first}
            onMore={(beyond) => findInCase(props.one.id, beyond)}
          />
        )}
      </Show>
    </>
  )
}
