// The panels about one post; loaded when the first one is wanted.

import { Match, Switch } from 'solid-js'
import { EmojiPanel } from './emoji-panel.tsx'
import { PostMenu } from './post-menu.tsx'
import { type PostPanel, panel } from './post-panel.ts'

function shown(kind: PostPanel['show']): PostPanel | undefined {
  const open = panel()
  return open?.show === kind ? open : undefined
}

export function PostPanels() {
  return (
    <Switch>
      <Match when={shown('menu')}>{(open) => <PostMenu panel={open()} />}</Match>
      <Match when={shown('emoji')}>{(open) => <EmojiPanel panel={open()} />}</Match>
    </Switch>
  )
}
