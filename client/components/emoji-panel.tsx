// Reacting to a post: the choice of emoji beside it. What I had already chosen is taken back by choosing it again.

import { t } from '../i18n/language.ts'
import { EmojiPicker } from './emoji-picker.tsx'
import { Floating } from './floating.tsx'
import { setReaction } from './post-acts.ts'
import { closePanel, type PostPanel } from './post-panel.ts'

export function EmojiPanel(props: { panel: PostPanel }) {
  const pick = (emoji: string) => {
    const { chosen } = props.panel
    const isMine = chosen.post.reactions?.some((each) => each.emoji === emoji && each.mine) ?? false
    closePanel()
    setReaction(chosen, emoji, !isMine)
  }
  return (
    <Floating title={t('addReaction')} spot={props.panel.spot} onClose={closePanel}>
      <EmojiPicker onPick={pick} />
    </Floating>
  )
}
