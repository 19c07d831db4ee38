// One room: header, timeline, composer, and the people beside it.
// Everything inside is made anew per room, so no scroll place, divider or half-typed word leaks into the next.

import { useParams } from '@solidjs/router'
import { createEffect, createMemo, createSignal, lazy, on, onCleanup, onMount, Show } from 'solid-js'
import { closeRoom, openRoom } from '../actions/rooms.ts'
import { AbsentRoom } from '../components/absent-room.tsx'
import { type Aim, jumpTo } from '../components/aim.ts'
import { Announcer } from '../components/announcer.tsx'
import { Composer } from '../components/composer.tsx'
import { isLive } from '../components/connection-text.ts'
import { setOpenRoomName } from '../components/open-room.ts'
import { closePanel, panel } from '../components/post-panel.ts'
import { RoomHeader } from '../components/room-header.tsx'
import { RosterPane } from '../components/roster-pane.tsx'
import { addInShown, rosterShown, setHasAddIn } from '../components/side-panes.ts'
import { setSought, sought } from '../components/sought.ts'
import { Timeline } from '../components/timeline.tsx'
import { type RoomItem, useRoom } from '../state/rooms.ts'
import { useRoster } from '../state/roster.ts'
import { useTimeline } from '../state/timeline.ts'
import '../styles/add-in.css'
import '../styles/room.css'

const PostPanels = lazy(() =>
  import('../components/post-panels.tsx').then((file) => ({ default: file.PostPanels })),
)
const AddInPane = lazy(() =>
  import('../components/add-in-pane.tsx').then((file) => ({ default: file.AddInPane })),
)
const FoundWords = lazy(() =>
  import('../components/found-words.ts').then((file) => ({ default: file.FoundWords })),
)

export function RoomView() {
  const params = useParams<{ guid: string; seq?: string }>()
  return (
    <Show when={params.guid} keyed>
      {(guid) => <OneRoom guid={guid} seq={seqOf(params.seq)} />}
    </Show>
  )
}

/** The post that the address names. */
function seqOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined
}

function OneRoom(props: { guid: string; seq: number | undefined }) {
  const guid = () => props.guid
  const room = useRoom(guid)
  const [refused, setRefused] = createSignal(false)
  // Offline the saved copy is shown as it is; a room that is neither saved nor there says so below.
  // The copy comes first: joining writes, and reading would wait for it.
  let opening: Promise<void> = Promise.resolve()
  const open = () => {
    opening = openRoom(props.guid).then(
      () => void setRefused(false),
      () => void setRefused(true),
    )
  }
  onMount(open)
  const named = createMemo(() => props.seq)
  createEffect(on(named, (seq) => seq !== undefined && void goTo({ guid: props.guid, seq }, () => opening)))
  // Without network nobody could say whether the room is there.
  createEffect(on(isLive, (live) => live && refused() && open(), { defer: true }))
  onCleanup(() => {
    closePanel()
    setSought((before) => (before?.guid === props.guid ? undefined : before))
    setOpenRoomName(undefined)
    void closeRoom(props.guid).catch(() => undefined)
  })
  createEffect(() => setOpenRoomName(room()?.name))
  return (
    <Show when={room()} fallback={<AbsentRoom guid={props.guid} refused={refused()} />}>
      {(item) => <OpenRoom room={item()} />}
    </Show>
  )
}

/** What is saved is shown at once; else the room has to be entered first. */
async function goTo(aim: Aim, entered: () => Promise<void>): Promise<void> {
  if (await jumpTo(aim, { quiet: true })) return
  await entered()
  await jumpTo(aim)
}

function OpenRoom(props: { room: RoomItem }) {
  // A room never changes its address; following the room item would ask anew with every unread count.
  const guid = props.room.guid
  const timeline = useTimeline(() => guid)
  const roster = useRoster(() => guid)
  createEffect(() => setHasAddIn(props.room.addIn !== null))
  onCleanup(() => setHasAddIn(false))
  return (
    <div
      class="room"
      data-roster={rosterShown() ? '' : undefined}
      data-add-in={addInShown() ? '' : undefined}
    >
      <section class="room-talk" aria-label={props.room.name}>
        <RoomHeader room={props.room} count={roster().count} />
        <Show when={timeline()} fallback={<div class="log-wait" aria-busy="true" />}>
          {(found) => <Timeline room={props.room} timeline={found()} />}
        </Show>
        <Composer room={props.room} timeline={timeline()} />
      </section>
      <Show when={addInShown() && props.room.addIn}>
        {(addIn) => (
          <AddInPane addIn={addIn()} room={props.room} roster={roster()} news={timeline()?.news ?? []} />
        )}
      </Show>
      <Show when={rosterShown()}>
        <RosterPane guid={guid} roster={roster()} />
      </Show>
      <Show when={panel()}>
        <PostPanels />
      </Show>
      <Show when={sought()?.guid === guid && sought()} keyed>
        {(words) => <FoundWords sought={words} />}
      </Show>
      <Announcer room={props.room.name} rows={timeline()?.news} />
    </div>
  )
}
