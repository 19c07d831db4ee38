// What an act says, in English, for formats that people read. What somebody wrote stands apart from our words about it, so
// that nobody can write words that pass for ours.

import type { ArchivedKind } from '#shared/archive/kinds.ts'
import { type AnyPost, readSigned, wordsOf } from '#shared/post.ts'
import type { ArchivedEvent } from '../archived.ts'
import { changesInWords, isRecord, plain } from './changes-in-words.ts'

/** Text that is not ours, under a heading that is. */
export type Quote = { heading: string; text: string }
/** `did` continues the person's name. */
export type Words = { did: string; quotes: Quote[] }

type Body = ArchivedEvent['body']
type Wording = (body: Body, kind: ArchivedKind) => Words

const WORDINGS: Record<ArchivedKind, Wording> = {
  chat: ({ signed }) => {
    const post = read(signed)
    return { did: post?.kind === 'chat' ? wroteWhat(post) : 'wrote', quotes: saidIn(signed, 'Words') }
  },
  edit: ({ signed, earlier }) => ({
    did: `changed ${targetOf(signed)}${earlier === null ? ', whose earlier words are not known any more' : ''}`,
    quotes: [...(earlier === null ? [] : saidIn(earlier, 'Earlier')), ...saidIn(signed, 'New')],
  }),
  redact: ({ signed }) => ({ did: `removed ${targetOf(signed)}`, quotes: [] }),
  replace: ({ signed }) => ({ did: `replaced ${targetOf(signed)}`, quotes: saidIn(signed, 'New') }),
  purge: ({ signed }) => {
    const post = read(signed)
    return { did: `removed every text up to entry ${post?.kind === 'purge' ? post.upTo : '?'}`, quotes: [] }
  },
  erased: ({ signed, by }) => ({
    did:
      by === null
        ? 'lost the words of a post with the room'
        : `lost the words of a post to entry ${plain(by)}`,
    quotes: saidIn(signed, 'Words that went'),
  }),
  react: ({ signed }) => {
    const post = read(signed)
    if (post?.kind !== 'react') return { did: 'reacted', quotes: saidIn(signed, 'Entry') }
    const { emoji, on } = post
    return { did: `${on ? 'reacted with' : 'took back'} ${emoji} on ${targetOf(signed)}`, quotes: [] }
  },
  pin: ({ signed }) => {
    const post = read(signed)
    return {
      did: `${post?.kind === 'pin' && !post.on ? 'unpinned' : 'pinned'} ${targetOf(signed)}`,
      quotes: [],
    }
  },
  refused: ({ signed, why }) => ({
    did: `was refused a post: ${plain(why)}`,
    quotes: saidIn(signed, 'Words that were refused'),
  }),
  join: () => ({ did: 'entered the room', quotes: [] }),
  part: ({ orphan }) => ({
    did: orphan === true ? 'left the room, as was found out after the server had failed' : 'left the room',
    quotes: [],
  }),
  backchat: ({ asked, from, to, seqs }) => ({
    did: Array.isArray(seqs) ? foundWhat(seqs) : `read entries ${plain(from)} to ${plain(to)}`,
    quotes: [{ heading: 'Asked', text: plain(asked) }],
  }),
  upload: ({ file }) => ({ did: 'uploaded a file', quotes: fileIn(file) }),
  download: ({ file }) => ({ did: 'downloaded a file', quotes: fileIn(file) }),
  transfer: ({ file, until }) => ({
    did: `may upload a file until ${typeof until === 'number' ? new Date(until).toISOString() : plain(until)}`,
    quotes: fileIn(file),
  }),
  room: changed,
  category: changed,
  group: changed,
  policy: changed,
  account: changed,
  hold: changed,
  retention: changed,
  case: changed,
  export: changed,
  'sign-in': ({ act, address, user }) => ({
    did: `${SIGN_INS.get(act) ?? `sign-in: ${plain(act)}`} from ${plain(address)}`,
    quotes: user === undefined ? [] : [{ heading: 'User name', text: plain(user) }],
  }),
  admin: ({ act, args }) => ({
    did: `administration: ${plain(act)}`,
    quotes: args === undefined ? [] : [{ heading: 'With', text: plain(args) }],
  }),
}

const SIGN_INS = new Map<unknown, string>([
  ['in', 'signed in'],
  ['refused', 'was refused to sign in'],
  ['out', 'signed out'],
  ['out everywhere', 'signed out everywhere'],
])

export function inWords(event: ArchivedEvent): Words {
  return WORDINGS[event.kind](event.body, event.kind)
}

/** The same in one piece, for formats that have only one place for it. */
export function inOneSentence(event: ArchivedEvent): string {
  const { did, quotes } = inWords(event)
  return [did, ...quotes.map(({ heading, text }) => `${heading}: ${text}`)].join('\n')
}

function read(signed: unknown): AnyPost | undefined {
  return typeof signed === 'string' ? readSigned(signed) : undefined
}

/** What a sealed text says; the sealed text itself where it cannot be read, for nothing may be left out. */
function saidIn(signed: unknown, heading: string): Quote[] {
  const post = read(signed)
  const title = post !== undefined && 'story' in post && post.story ? [post.story.title] : []
  return [
    ...title.map((text) => ({ heading: `${heading}, title`, text })),
    { heading, text: post === undefined ? plain(signed) : wordsOf(post) },
  ]
}

function wroteWhat({ alert, story, replyTo, mentions }: Extract<AnyPost, { kind: 'chat' }>): string {
  return [
    story === undefined ? 'wrote' : 'wrote a story',
    alert === true ? ' of high importance' : '',
    replyTo === undefined ? '' : ` in reply to post ${replyTo.id}`,
    mentions === undefined ? '' : `, mentioning ${mentions.join(', ')}`,
  ].join('')
}

function targetOf(signed: unknown): string {
  const post = read(signed)
  return post !== undefined && 'target' in post ? `post ${post.target.id}` : 'a post'
}

function foundWhat(seqs: unknown[]): string {
  return seqs.length === 0 ? 'searched and found nothing' : `searched and found entries ${seqs.join(', ')}`
}

function fileIn(file: unknown): Quote[] {
  if (!isRecord(file)) return [{ heading: 'File', text: plain(file) }]
  const { name, bytes, type, sha256, id } = file
  const details = [
    `${plain(bytes)} bytes, ${plain(type)}, id ${plain(id)}`,
    sha256 === undefined ? 'no SHA-256 yet' : `SHA-256 ${plain(sha256)}`,
  ]
  return [
    { heading: 'File', text: plain(name) },
    { heading: 'Details', text: details.join(', ') },
  ]
}

function changed({ act, of, changes }: Body, kind: ArchivedKind): Words {
  return {
    did: `${kind}: ${plain(act)}${of === undefined ? '' : ` ${plain(of)}`}`,
    quotes: changesInWords(changes).map((text) => ({ heading: 'Change', text })),
  }
}
