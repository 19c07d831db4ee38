// Hands announcements to sockets. What one commit added to a room is one envelope, encoded once for all.

import type { Server } from 'socket.io'
import type { Delivered } from '#shared/entry.ts'
import { type DownEnvelope, ENVELOPE_EVENT, ENVELOPE_VERSION, type NoticeItem } from '#shared/envelope.ts'
import type { Metrics } from '../metrics.ts'
import type { Announcement } from '../pool/pool.ts'
import { nextEnvid } from './downlink.ts'

/** A commit of large posts is cut into several envelopes at about this size. */
const ENVELOPE_CHARS = 512 * 1024

/** The Socket.IO room of a person's connections; a channel's address cannot look like it. */
export function roomOfPerson(uri: string): string {
  return `person ${uri}`
}

export function sendAnnouncement(io: Server, announcement: Announcement, metrics: Metrics): void {
  switch (announcement.kind) {
    case 'entries':
      for (const items of cut(announcement.items))
        io.to(announcement.room).emit(ENVELOPE_EVENT, carrying({ grpchat: items }))
      metrics.deliveries.inc(
        announcement.items.length * (io.sockets.adapter.rooms.get(announcement.room)?.size ?? 0),
      )
      return
    case 'to-room':
      io.to(announcement.room)
        .except(announcement.except ?? [])
        .except(announcement.exceptPerson ? roomOfPerson(announcement.exceptPerson) : [])
        .emit(ENVELOPE_EVENT, noticing(announcement.notice))
      return
    case 'to-person':
      io.to(roomOfPerson(announcement.person))
        .except(announcement.except ?? [])
        .emit(ENVELOPE_EVENT, noticing(announcement.notice))
      return
    case 'to-session':
      io.to(announcement.session).emit(ENVELOPE_EVENT, noticing(announcement.notice))
      return
    case 'subscribe':
      void io.sockets.sockets.get(announcement.session)?.join(announcement.room)
      return
    case 'unsubscribe':
      void io.sockets.sockets.get(announcement.session)?.leave(announcement.room)
      if (announcement.notice) io.to(announcement.session).emit(ENVELOPE_EVENT, noticing(announcement.notice))
      return
  }
}

function carrying(items: Pick<DownEnvelope, 'grpchat' | 'ntc'>): DownEnvelope {
  return { ver: ENVELOPE_VERSION, envid: nextEnvid(), ...items }
}

export function noticing(notice: NoticeItem): DownEnvelope {
  return carrying({ ntc: [notice] })
}

function cut(items: Delivered[]): Delivered[][] {
  const parts: Delivered[][] = [[]]
  let chars = 0
  for (const item of items) {
    const size = 'signed' in item ? item.signed.length : 0
    if (chars > 0 && chars + size > ENVELOPE_CHARS) {
      parts.push([])
      chars = 0
    }
    parts.at(-1)?.push(item)
    chars += size
  }
  return parts
}
