// One event of the archive: who, when, where, what was said, and behind a fold all of it with its proof.

import { A } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { type EventProof, proveEvent, type ToldEvent } from '../actions/archive.ts'
import { fullTime, moment } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import { clockNow } from '../state/connection.ts'
import { useAsking } from './asking.ts'
import { actIn, kindName, saidIn, whoDid } from './event-words.ts'
import { Notice } from './notice.tsx'
import '../styles/archive-event.css'

export function ArchiveEvent(props: { event: ToldEvent; showRoom?: boolean }) {
  return (
    <article class="event" data-kind={props.event.kind}>
      <header class="event-head">
        <strong>
          <bdi>{whoDid(props.event)}</bdi>
        </strong>
        <span class="event-kind">{kindName(props.event.kind)}</span>
        <Show when={props.showRoom}>
          <span class="event-room">
            <bdi>{props.event.room?.name ?? t('outsideRooms')}</bdi>
          </span>
        </Show>
        <time datetime={new Date(props.event.at).toISOString()} title={fullTime(props.event.at)}>
          {moment(props.event.at, clockNow())}
        </time>
      </header>
      <For each={saidIn(props.event)}>
        {({ label, text, look }) => (
          <p class="event-said" data-look={look} dir="auto">
            <Show when={label}>
              <span class="event-label">{label}</span>
            </Show>
            {text}
          </p>
        )}
      </For>
      <Show when={actIn(props.event)}>{(act) => <p class="event-act">{act()}</p>}</Show>
      <EventDetails event={props.event} />
    </article>
  )
}

function EventDetails(props: { event: ToldEvent }) {
  const [isOpen, setOpen] = createSignal(false)
  return (
    <details class="event-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t('eventNumber', { number: props.event.number })} · {t('eventDetails')}
      </summary>
      <Show when={isOpen()}>
        <pre dir="ltr">{JSON.stringify(props.event, null, 2)}</pre>
        <EventProofAndPlace event={props.event} />
      </Show>
    </details>
  )
}

function EventProofAndPlace(props: { event: ToldEvent }) {
  const [proof, setProof] = createSignal<EventProof>()
  const { asking, refusal, ask } = useAsking()
  const prove = () => void ask(async () => setProof(await proveEvent(props.event.number)))
  return (
    <>
      <Show when={refusal()}>
        <Notice look="danger">{refusal()}</Notice>
      </Show>
      <Show when={proof()}>{(found) => <Proof proof={found()} />}</Show>
      <div class="event-actions">
        <Show when={!proof()}>
          <button type="button" class="button" data-size="small" disabled={asking()} onClick={prove}>
            {t('showProof')}
          </button>
        </Show>
        <Show when={props.event.room}>
          {(room) => (
            <A class="button" data-size="small" href={pathOfConversation(room().uri, props.event)}>
              {t('asConversation')}
            </A>
          )}
        </Show>
      </div>
    </>
  )
}

function Proof(props: { proof: EventProof }) {
  const json = () => JSON.stringify(props.proof, null, 2)
  // The event itself stands above already.
  const way = () => JSON.stringify({ ...props.proof, event: undefined }, null, 2)
  return (
    <section class="event-proof">
      <p>
        <Show when={props.proof.checkpoint} fallback={t('notProvenYet')}>
          {(checkpoint) =>
            t('provenUnder', {
              size: checkpoint().size,
              pool: checkpoint().pool,
              time: fullTime(checkpoint().at),
              steps: props.proof.path.length,
            })
          }
        </Show>
      </p>
      <Show when={props.proof.event === null}>
        <p>{t('textLetGo')}</p>
      </Show>
      <pre dir="ltr">{way()}</pre>
      <div class="event-actions">
        <button
          type="button"
          class="button"
          data-size="small"
          onClick={() => void navigator.clipboard.writeText(json()).catch(() => undefined)}
        >
          {t('copyProof')}
        </button>
        <a class="button" data-size="small" href="/verify.html" target="_blank" rel="noopener">
          {t('checkElsewhere')}
        </a>
      </div>
    </section>
  )
}

/** What led to it, and the answers that it got. */
const AFTERWARDS_MS = 15 * 60_000

function pathOfConversation(room: string, { at }: ToldEvent): string {
  return `/archive/room?${new URLSearchParams({ room, beyond: `${at + AFTERWARDS_MS}-0` })}`
}
