// One room: header, timeline, composer, and the people beside it.
// Everything inside is made anew per room, so no scroll place, divider or half-typed word leaks into the next.

import { useParams } from '@solidjs/router'
import { createEffect, createSignal, lazy, on, onCleanup, onMount, Show } from 'solid-js'
import { closeRoom, openRoom } from '../actions/rooms.ts'
import { AbsentRoom } from '../components/absent-room.tsx'
import { Announcer } from '../components/announcer.tsx'
import { Composer } from '../components/composer.tsx'
import { isLive } from '../components/connection-text.ts'
import { setOpenRoomName } from '../components/open-room.ts'
import { RoomHeader } from '../components/room-header.tsx'
import { RosterPane } from '../components/roster-pane.tsx'
import { addInShown, rosterShown, setHasAddIn } from '../components/side-panes.ts'
import { Timeline } from '../components/timeline.tsx'
import { type RoomItem, useRoom } from '../state/rooms.ts'
import { useRoster } from '../state/roster.ts'
import { useTimeline } from '../state/timeline.ts'
import '../styles/add-in.css'
import '../styles/room.css'

const AddInPane = lazy(() =>
  import('../components/add-in-pane.tsx').then((file) => ({ default: file.AddInPane })),
)

export function RoomView() {
  const params = useParams<{ guid: string }>()
  return (
    <Show when={params.guid} keyed>
      {(guid) => <OneRoom guid={guid} />}
    </Show>
  )
}

function OneRoom(props: { guid: string }) {
  const guid = () => props.guid
  const room = useRoom(guid)
  const [refused, setRefused] = createSignal(false)
  // Offline the saved copy is shown as it is; a room that is neither saved nor there says so below.
  // The copy comes first: joining writes, and reading would wait for it.
  const open = () => {
    void openRoom(props.guid).then(
      () => setRefused(false),
      () => setRefused(true),
    )
  }
  onMount(open)
  // Without network nobody could say whether the room is there.
  createEffect(on(isLive, (live) => live && refused() && open(), { defer: true }))
  onCleanup(() => {
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
        <RosterPane roster={roster()} />
      </Show>
      <Announcer room={props.room.name} rows={timeline()?.news} />
    </div>
  )
}
