// Which feeds a post belongs to. Pure: the same post gives the same answer on every device that holds it.

import type { TopicFeed } from '#shared/feeds.ts'
import { EVERYBODY_IN_ROOM } from '#shared/post.ts'
import { matches, type Wanted, wantedOf } from '#shared/search/wanted.ts'
import type { PostRow } from './rows.ts'

export type Myself = { uri: string; displayName: string }
/** @param answersMe the post replies to one of mine */
export type Matcher = { id: string; fits(post: PostRow, answersMe: boolean): boolean }

/** Somebody means me: by a mention, by answering me, or by saying my name in full. */
export function egoMatcher(id: string, me: Myself): Matcher {
  const name = wantedOf({ criteria: me.displayName, matchExactPhrase: true })
  return {
    id,
    fits(post, answersMe) {
      if (post.author === me.uri) return false
      const mentions = (post.edited ?? post).mentions ?? []
      const isMeant = mentions.includes(me.uri) || mentions.includes(EVERYBODY_IN_ROOM)
      return isMeant || answersMe || says(post, name)
    },
  }
}

export function importantMatcher(id: string, me: Myself): Matcher {
  return { id, fits: (post) => post.alert && post.author !== me.uri }
}

export function topicMatcher({ id, words, all, authors, rooms }: TopicFeed, me: Myself): Matcher {
  const wanted = wantedOf({ criteria: words, matchAll: all })
  return {
    id,
    fits: (post) =>
      post.author !== me.uri &&
      (authors.length === 0 || authors.includes(post.author)) &&
      (rooms.length === 0 || rooms.includes(post.room)) &&
      (wanted.isAnything || says(post, wanted)),
  }
}

export function textOfPost({ edited, ...said }: PostRow): string {
  const { chat, story } = edited ?? said
  return story === undefined ? chat : `${story.title}\n${chat}`
}

function says(post: PostRow, wanted: Wanted): boolean {
  return wanted.terms.length + wanted.phrases.length > 0 && matches(wanted, textOfPost(post))
}
