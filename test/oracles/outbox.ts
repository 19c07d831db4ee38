// I-20: a post that someone made ends sent, once, or stands before them as unsent with the reason. What the
// device shows in the end is held against what the server stored.

import { entriesOf, type StoredRoom } from './history.ts'

export type Made = { room: string; id: string; chat: string }
/** What the device shows of one post in the end. */
export type Shown =
  | { state: 'sent'; id: string; seq: number }
  | { state: 'failed'; id: string; reason: string }
  | { state: 'waiting'; id: string }

export type DeviceHistory = { made: Made[]; shown: Shown[]; rooms: StoredRoom[] }

export function outboxBreaches({ made, shown, rooms }: DeviceHistory): string[] {
  return made.flatMap(({ room, id }) => {
    const standing = entriesOf({ acts: [], rooms }, room).filter((entry) => entry.id === id)
    const faces = shown.filter((face) => face.id === id)
    const [face] = faces
    if (standing.length > 1) return [`${id} is stored ${standing.length} times`]
    if (!face) return [`${id} was made and is shown nowhere`]
    if (faces.length > 1) return [`${id} is shown ${faces.length} times`]
    return faceBreaches(face, standing[0]?.seq)
  })
}

function faceBreaches(face: Shown, seq: number | undefined): string[] {
  switch (face.state) {
    case 'sent':
      return face.seq === seq ? [] : [`${face.id} is shown as sent at ${face.seq} and stored at ${seq}`]
    case 'failed':
      if (seq !== undefined) return [`${face.id} is shown as failed and stored at ${seq}`]
      return face.reason === '' ? [`${face.id} failed without a reason`] : []
    case 'waiting':
      return [`${face.id} still waits, although everything was healed`]
  }
}
