// Which screen a person sees: set-up, sign-in, the frame with rooms, or the reason why none of them.
// The address stays while signing in, so that a link to a room opens that room afterwards.

import { Navigate, Route, Router } from '@solidjs/router'
import { type JSX, lazy, Match, Show, Switch } from 'solid-js'
import { WindowDress } from '../components/window-dress.tsx'
import { session } from '../state/session.ts'
import { Frame } from './frame.tsx'
import { Home } from './home.tsx'
import { RoomView } from './room.tsx'
import { Starting } from './starting.tsx'

const SignIn = lazy(() => import('./sign-in.tsx').then((file) => ({ default: file.SignIn })))
const SetUp = lazy(() => import('./set-up.tsx').then((file) => ({ default: file.SetUp })))
const SetupNeeded = lazy(() => import('./notices.tsx').then((file) => ({ default: file.SetupNeeded })))
const Hidden = lazy(() => import('./notices.tsx').then((file) => ({ default: file.Hidden })))
const NotFound = lazy(() => import('./notices.tsx').then((file) => ({ default: file.NotFound })))
const FindRooms = lazy(() => import('./find-rooms.tsx').then((file) => ({ default: file.FindRooms })))
const FeedView = lazy(() => import('./feed.tsx').then((file) => ({ default: file.FeedView })))
const Outbox = lazy(() => import('./outbox.tsx').then((file) => ({ default: file.Outbox })))
const SearchView = lazy(() => import('./search.tsx').then((file) => ({ default: file.SearchView })))
const ArchiveView = lazy(() => import('./archive.tsx').then((file) => ({ default: file.ArchiveView })))
const Settings = lazy(() => import('./settings.tsx').then((file) => ({ default: file.Settings })))

const isSetUp = (path: string) => path.startsWith('/setup/')

export function App() {
  return (
    <Router root={(props) => <Doors path={props.location.pathname}>{props.children}</Doors>}>
      <Route path="/" component={Home} />
      <Route path="/rooms/:guid/:seq?" component={RoomView} />
      <Route path="/find" component={FindRooms} />
      <Route path="/search" component={SearchView} />
      <Route path="/feeds/:id" component={FeedView} />
      <Route path="/outbox" component={Outbox} />
      <Route path="/settings" component={Settings} />
      <Route path="/archive/:part?" component={ArchiveView} />
      <Route path="/sign-in" component={() => <Navigate href="/" />} />
      <Route path="/setup/:token" component={AfterSetUp} />
      <Route path="*" component={NotFound} />
    </Router>
  )
}

/** With an account there is nothing to set up; without one the link's own screen is drawn. */
function AfterSetUp() {
  return (
    <Show when={signedIn()} fallback={<SetUp />}>
      <Navigate href="/" />
    </Show>
  )
}

function Doors(props: { path: string; children?: JSX.Element }) {
  return (
    <>
      <WindowDress />
      <Switch>
        <Match when={session().state === 'starting'}>
          <Starting />
        </Match>
        <Match when={!signedIn() && isSetUp(props.path)}>{props.children}</Match>
        <Match when={session().state === 'setup-needed'}>
          <SetupNeeded />
        </Match>
        <Match when={session().state === 'signed-out'}>
          <SignIn />
        </Match>
        <Match when={signedIn()?.feature === 'hidden'}>
          <Hidden />
        </Match>
        <Match when={signedIn()}>
          <Frame path={props.path}>{props.children}</Frame>
        </Match>
      </Switch>
    </>
  )
}

function signedIn() {
  const now = session()
  return now.state === 'signed-in' ? now : undefined
}
