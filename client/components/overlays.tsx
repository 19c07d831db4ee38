// What opens over the frame, one at a time.

import { Match, Switch } from 'solid-js'
import { Help } from './help.tsx'
import { overlay } from './open-room.ts'
import { SignOut } from './sign-out.tsx'
import { Switcher } from './switcher.tsx'

export function Overlays() {
  return (
    <Switch>
      <Match when={overlay() === 'switcher'}>
        <Switcher />
      </Match>
      <Match when={overlay() === 'help'}>
        <Help />
      </Match>
      <Match when={overlay() === 'sign-out'}>
        <SignOut />
      </Match>
    </Switch>
  )
}
