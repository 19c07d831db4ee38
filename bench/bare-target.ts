// Drives the bare Socket.IO server.

import { io } from 'socket.io-client'
import { startChild } from './child.ts'
import type { Client, Heard, Target } from './target.ts'

export async function startBare(rooms: number): Promise<Target> {
  const child = await startChild('./bare-server.ts')
  return {
    name: 'bare Socket.IO',
    pid: child.pid,
    rooms: Array.from({ length: rooms }, (_, index) => `room ${index}`),
    connect: (heard) => connect(String(child.said.url), heard),
    stop: child.stop,
  }
}

async function connect(url: string, heard: Heard): Promise<Client> {
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false })
  socket.on('post', (post: { text: string }) => heard(1, () => [post.text]))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return {
    async join(room) {
      await socket.emitWithAck('join', room)
    },
    async post(room, text) {
      await socket.emitWithAck('post', room, text)
    },
    close: () => socket.disconnect(),
  }
}
