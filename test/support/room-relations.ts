// Everyone who can stand to a room in some way, and what comes of it: may they read it, see it, change it?

import type { RoomOptions } from './start-app.ts'

export const ADA = 'sip:ada@localhost'
export const GRACE = 'sip:grace@localhost'

export const hidden = 'NoSuchNode'
export const refused = 'ErrorPermission'
export const done = 'SUCCESS_OK'
export type Answer =
  | typeof hidden
  | typeof refused
  | typeof done
  | 'NodeDisabled'
  | 'UserNotJoined'
  | 'CannotGetParticipantList'
  | 'DataCollision'
  | 'NoSuchPrincipal'
export type Relation = {
  who: string
  room: RoomOptions & { disabled?: true }
  reads: Answer
  sees: Answer
  manages: Answer
  /** What the category tells them, by which rooms are made and lists are filled. */
  category?: Answer
  person?: 'root'
}

export const closed: RoomOptions = { privacy: 'closed', category: 'Crew', members: [GRACE] }
const secret: RoomOptions = { ...closed, privacy: 'secret' }

export const relations: Relation[] = [
  { who: 'a stranger in scope', room: closed, reads: refused, sees: done, manages: refused },
  { who: 'a stranger to a secret', room: secret, reads: hidden, sees: hidden, manages: hidden },
  {
    who: 'somebody out of scope',
    room: { ...closed, category: 'Few' },
    ...{ reads: hidden, sees: hidden, manages: hidden, category: hidden },
  },
  {
    who: 'somebody denied',
    room: { ...closed, category: 'Yard' },
    ...{ reads: hidden, sees: hidden, manages: hidden, category: hidden },
  },
  { who: 'a member', room: { ...closed, members: [ADA, GRACE] }, reads: done, sees: done, manages: refused },
  { who: 'only a manager', room: { ...closed, managers: [ADA] }, reads: refused, sees: done, manages: done },
  {
    who: 'a presenter',
    room: { ...closed, type: 'auditorium', members: [ADA, GRACE], presenters: [ADA] },
    ...{ reads: done, sees: done, manages: refused },
  },
  {
    who: 'a creator of the category',
    room: { ...secret, category: 'Crew' },
    ...{ reads: hidden, sees: hidden, manages: hidden },
  },
  {
    who: 'a member of a disabled room',
    room: { ...closed, members: [ADA, GRACE], managers: [ADA], disabled: true },
    ...{ reads: 'NodeDisabled', sees: 'NodeDisabled', manages: 'NodeDisabled' },
  },
  // What an administrator may do beyond others, they do over HTTP and by command line [P18.11].
  {
    who: 'an administrator who is no member',
    room: secret,
    ...{ reads: hidden, sees: hidden, manages: hidden, person: 'root' },
  },
]
