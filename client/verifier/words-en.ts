// English.

import type { Doubt, Finding } from './finding.ts'
import { CODE } from './format-code.ts'
import type { Words } from './words.ts'

const counted = (count: number, one: string, other: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : other}`

export const english: Words = {
  title: 'Archive verifier',
  lead: [
    'Checks that an archive of Backchat is what its pool signed: nothing changed, removed, put in or put elsewhere.',
    'It works on this computer alone and sends nothing anywhere. Save the page and open it from your disk, with the network off, if you like. It shares no code with the server: it was written after the public format, which is explained below.',
  ],
  otherLanguage: 'По-русски',
  keys: {
    label: 'The pool’s public keys',
    hint: 'What `backchat compliance keys` prints. Get them from somebody you trust, by another way than the files.',
    wrong: 'These are no public keys. They look like {"poolKeys":[{"kid":"…","publicKey":"…"}]}.',
  },
  kept: {
    label: 'Checkpoints that you kept (optional)',
    hint: 'What `backchat compliance checkpoint` printed at some time, one a line. They also show whether the pool itself has rewritten what was before.',
    wrong:
      'This is no checkpoint. It looks like {"pool":"…","size":…,"root":"…","chain":"…","at":…,"kid":"…","sig":"…"}.',
  },
  files: {
    label: 'Files to check',
    hint: 'The proof of one event (`backchat compliance proof 17`), of a stretch (`backchat compliance proof 1-5000 --folder …`), of what was exported (`…-proofs.ndjson`), or all files of the JSON Lines adapter together with a checkpoint that you kept.',
    choose: 'Choose files',
    drop: 'or drop them here',
    chosen: (count) => `${counted(count, 'file', 'files')} chosen`,
  },
  pasted: {
    label: 'Or paste a proof',
    hint: 'As the archive shows it to compliance officers: the proof of one event.',
  },
  check: 'Check',
  checking: (percent) => `Checking… ${percent} %`,
  insecure:
    'This browser lets no page calculate here. Save the page and open it from your disk, or open it over https.',
  states: {
    whole: { title: 'Whole', sentence: 'Everything in these files is what was archived and signed.' },
    'not whole': {
      title: 'NOT WHOLE',
      sentence: 'Something in these files is not what was archived and signed.',
    },
    'not proven': {
      title: 'Not proven',
      sentence: 'Nothing wrong was found, but that is not enough to call it whole.',
    },
  },
  facts: {
    events: (count, from, to) =>
      count === 1 && from === to
        ? `Event ${from}.`
        : `${counted(count, 'event', 'events')}, numbers ${from} to ${to}.`,
    none: 'No events.',
    gone: (count) => `${counted(count, 'text is', 'texts are')} gone; the hashes are there.`,
    signed: (size, pool, kid, at) =>
      `Checkpoint over ${counted(size, 'event', 'events')} of ${pool}, ${at}, key ${kid}.`,
    more: (count) => `and ${count.toLocaleString('en')} more`,
  },
  findings: 'What is wrong',
  doubts: 'What is missing for a proof',
  only: 'The event, as it was archived',
  finding: sayFinding,
  doubt: sayDoubt,
  format: {
    title: 'How it works, and how to write your own',
    chapters: [
      {
        title: 'Events',
        sentences: [
          'Every act is archived as one line of JSON and gets its number: 1, 2, 3… over the whole pool, without a hole. The bytes of this text are never changed afterwards. Where a rule of retention lets the text go, its hash stays, and an event of the kind `retention` says which numbers went.',
        ],
      },
      {
        title: 'Leaf',
        sentences: ['The leaf of an event stands for its text: change one letter, and it is another.'],
        code: CODE.leaf,
      },
      {
        title: 'Chain',
        sentences: [
          'Each value of the chain stands for everything up to its event, in this order. It begins with 32 zero bytes.',
        ],
        code: CODE.chain,
      },
      {
        title: 'Tree',
        sentences: [
          'Leaves are joined in pairs, these in pairs again, up to one root: the tree of RFC 9162, section 2.1. So a few hashes beside the way up show that one event is under the root, without any of the others.',
        ],
        code: CODE.tree,
      },
      {
        title: 'Checkpoint',
        sentences: [
          'At every interval the pool signs how many events there are, the root over them and the last value of the chain, with its Ed25519 key. Hashes are written as base64url without padding. Whoever keeps a checkpoint, on paper if need be, can find out later that anything before it was changed, even if the pool itself did it.',
        ],
        code: CODE.checkpoint,
      },
      {
        title: 'Proof of one event',
        sentences: ['`path` holds the hashes beside the way from the leaf to the root, the lowest first.'],
        code: CODE.proof,
      },
      {
        title: 'Proof of a stretch',
        sentences: [
          'JSON Lines. The first line says what was before: the last value of the chain and the roots of the whole subtrees (`peaks`), the largest first. Then one line for each event; `nodes` are the subtrees that become whole with it, the lowest first. Behind the last event that a checkpoint covers stands the checkpoint; `after` are the largest whole subtrees from there up to its size.',
        ],
        code: CODE.stretch,
      },
      {
        title: 'What no proof can tell',
        sentences: [
          'Whether something happened that was never recorded. And whether somebody who holds the pool’s key made a whole archive anew: only a checkpoint that was kept elsewhere finds that out.',
        ],
      },
    ],
  },
}

const WRONG: Record<Finding['what'], string> = {
  changed: 'changed',
  missing: 'missing',
  misplaced: 'misplaced: it stands under another number than its own, or is put in',
  'not in the chain': 'not in the chain: it does not follow on the one before it',
  'not in the tree': 'not in the tree: at least one of them is not what the tree was made of',
  'not what was signed': 'not what was signed',
  'not signed by the pool': 'not signed by the pool',
  'not the one you kept': 'not the one you kept',
  unreadable: 'not as the server writes it',
}

function sayFinding(finding: Finding): string {
  const wrong = WRONG[finding.what]
  if ('size' in finding) return `The checkpoint over ${counted(finding.size, 'event', 'events')}: ${wrong}.`
  if ('line' in finding) return `${finding.file}, line ${finding.line}: ${wrong}.`
  if ('to' in finding) return `Events ${finding.number} to ${finding.to}: ${wrong}.`
  return `Event ${finding.number}: ${wrong}.`
}

function sayDoubt(doubt: Doubt): string {
  switch (doubt.why) {
    case 'no key':
      return 'Without the pool’s public keys nobody can say who signed.'
    case 'no Ed25519':
      return 'This browser cannot check Ed25519 signatures. Take a newer one.'
    case 'no checkpoint':
      return 'There are events that no checkpoint covers.'
    case 'gone':
      return `${counted(doubt.events, 'text is', 'texts are')} gone, and nothing in these files says that retention let go of ${doubt.events === 1 ? 'it' : 'them'}. A later stretch of the archive may.`
    case 'not ours':
      return `${doubt.file} is none of the files that are checked here.`
    case 'not reached':
      return `These files cannot be held against the checkpoint over ${counted(doubt.size, 'event', 'events')}: they do not go through its last event.`
  }
}
