// What is held whatever the rules of retention say, and these rules.

import { createResource, createSignal, For, Show } from 'solid-js'
import { addHold, listHolds, releaseHold, type ToldHold } from '../actions/archive.ts'
import { dayText, fullTime } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { Day } from './archive-find.tsx'
import { ArchiveRules } from './archive-rules.tsx'
import { useAsking } from './asking.ts'
import { EmptyState } from './empty-state.tsx'
import { Field } from './field.tsx'
import { FormSheet } from './form-sheet.tsx'
import { Icon } from './icon.tsx'
import { Notice } from './notice.tsx'
import { Sheet } from './sheet.tsx'
import '../styles/archive-event.css'

export function ArchiveHolds() {
  const [holds, { refetch }] = createResource(listHolds)
  const [open, setOpen] = createSignal<'new' | ToldHold>()
  const close = () => {
    setOpen(undefined)
    void refetch()
  }
  const releasing = () => {
    const now = open()
    return now === 'new' ? undefined : now
  }
  return (
    <section class="archive-holds" aria-label={t('archiveHolds')}>
      <Show when={holds.error}>
        <Notice look="danger">{refusalOf(holds.error)}</Notice>
      </Show>
      <button type="button" class="button" data-look="main" onClick={() => setOpen('new')}>
        <Icon name="plus" />
        {t('newHold')}
      </button>
      <Show
        when={(holds.latest ?? []).length > 0}
        fallback={<EmptyState icon="archive" title={t('noHolds')} text={t('noHoldsText')} />}
      >
        <ul class="archive-events">
          <For each={holds.latest}>{(hold) => <HeldItem hold={hold} onRelease={() => setOpen(hold)} />}</For>
        </ul>
      </Show>
      <ArchiveRules />
      <Show when={open() === 'new'}>
        <NewHold onClose={close} />
      </Show>
      <Show when={releasing()}>{(hold) => <Release hold={hold()} onClose={close} />}</Show>
    </section>
  )
}

function coveredBy({ person, room, from, to }: ToldHold): string {
  const period =
    from === null && to === null
      ? t('anyTime')
      : [from, to === null ? null : to - 1].map((each) => (each === null ? '…' : dayText(each))).join(' – ')
  return [person?.replace('sip:', '') ?? t('everyPerson'), room ?? t('everyRoom'), period].join(' · ')
}

function HeldItem(props: { hold: ToldHold; onRelease: () => void }) {
  return (
    <li>
      <article class="event" data-released={props.hold.released ? '' : undefined}>
        <header class="event-head">
          <strong>
            <bdi>{props.hold.name}</bdi>
          </strong>
          <Show
            when={props.hold.released}
            fallback={<span>{t('heldSince', { time: dayText(props.hold.at) })}</span>}
          >
            {(released) => <span>{t('releasedOn', { time: fullTime(released().at) })}</span>}
          </Show>
        </header>
        <p class="event-said" dir="auto">
          {props.hold.reason}
        </p>
        <p class="event-act">{coveredBy(props.hold)}</p>
        <Show when={!props.hold.released}>
          <div class="event-actions">
            <button type="button" class="button" data-size="small" onClick={() => props.onRelease()}>
              {t('releaseHold')}
            </button>
          </div>
        </Show>
      </article>
    </li>
  )
}

const FIELDS = ['name', 'reason', 'person', 'room', 'from', 'to'] as const
type Wish = Record<(typeof FIELDS)[number], string>

function NewHold(props: { onClose: () => void }) {
  const [wish, setWish] = createSignal<Wish>({ name: '', reason: '', person: '', room: '', from: '', to: '' })
  const { asking, refusal, ask } = useAsking()
  const field = (name: keyof Wish) => ({
    value: wish()[name],
    onText: (text: string) => setWish((before) => ({ ...before, [name]: text })),
  })
  const hold = async () => {
    const { name, reason, ...rest } = wish()
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''))
    await addHold({ name, reason, ...given })
    props.onClose()
  }
  return (
    <FormSheet
      title={t('newHold')}
      isChanged={FIELDS.some((name) => wish()[name] !== '')}
      asking={asking()}
      submit={{ name: t('holdIt'), meanwhile: t('holdingIt') }}
      refusal={refusal()}
      onSubmit={() => void ask(hold)}
      onClose={props.onClose}
    >
      <Field label={t('holdName')} {...field('name')} maxChars={80} autofocus />
      <Field label={t('holdReason')} hint={t('holdReasonHint')} {...field('reason')} maxChars={500} />
      <h3>{t('holdCovers')}</h3>
      <div class="archive-row">
        <Field
          label={t('findWhose')}
          {...field('person')}
          placeholder={t('everyPerson')}
          literal
          maxChars={330}
        />
        <Field label={t('findRoom')} {...field('room')} placeholder={t('everyRoom')} literal maxChars={330} />
      </div>
      <div class="archive-row">
        <Day label={t('findFrom')} {...field('from')} />
        <Day label={t('findTo')} {...field('to')} />
      </div>
    </FormSheet>
  )
}

function Release(props: { hold: ToldHold; onClose: () => void }) {
  const { asking, refusal, ask } = useAsking()
  const release = async () => {
    await releaseHold(props.hold.name)
    props.onClose()
  }
  return (
    <Sheet title={t('releaseTitle', { name: props.hold.name })} onClose={props.onClose} role="alertdialog">
      <p>{t('releaseText')}</p>
      <Show when={refusal()}>
        <Notice look="danger">{refusal()}</Notice>
      </Show>
      <div class="sheet-actions">
        <button type="button" class="button" onClick={() => props.onClose()}>
          {t('cancel')}
        </button>
        <button
          type="button"
          class="button"
          data-look="danger"
          disabled={asking()}
          onClick={() => void ask(release)}
        >
          {t('releaseHold')}
        </button>
      </div>
    </Sheet>
  )
}
