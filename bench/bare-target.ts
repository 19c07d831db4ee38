// Drives the bare Socket.IO server.

import { io } from 'socket.io-client'
import { startChild } from './child.ts'
import { cpuSeconds, residentMiB } from './cpu.ts'
import type { Client, Heard, Need, Target } from './target.ts'

export async function startBare({ rooms }: Need): Promise<Target> {
  const { pid, said, stop } = await startChild('./bare-server.ts')
  return {
    name: 'bare Socket.IO',
    rooms: Array.from({ length: rooms }, (_, index) => `room ${index}`),
    cpu: () => cpuSeconds(pid),
    residentMiB: () => residentMiB(pid),
    connect: (heard) => connect(String(said.url), heard),
    stop,
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
