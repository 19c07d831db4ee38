// A story in the timeline: its title and how it begins. It opens in a view of its own.

import { t } from '../i18n/language.ts'
import type { PostLine } from '../state/timeline-rows.ts'
import { Icon } from './icon.tsx'
import { setReadingSheet } from './reading-sheet.ts'
import '../styles/story-card.css'

const BEGINNING_CHARS = 320

export function StoryCard(props: { post: PostLine; title: string; guid: string }) {
  return (
    <button
      type="button"
      class="story-card"
      aria-haspopup="dialog"
      onClick={() => setReadingSheet({ show: 'story', post: props.post, guid: props.guid })}
    >
      <span class="story-kind">
        <Icon name="story" />
        {t('story')}
      </span>
      <span class="story-title title" dir="auto">
        {props.title}
      </span>
      <span class="story-beginning" dir="auto">
        {props.post.text.slice(0, BEGINNING_CHARS)}
      </span>
      <span class="story-read">{t('readStory')}</span>
    </button>
  )
}
