// The yardstick: Socket.IO alone. It stores nothing, checks nothing and sends each post to the room at once.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

const http = createServer()
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false })

io.on('connection', (socket) => {
  socket.on('join', (room: string, done: () => void) => {
    void socket.join(room)
    done()
  })
  socket.on('post', (room: string, text: string, done: () => void) => {
    io.to(room).emit('post', { room, author: socket.id, ts: Date.now(), text })
    done()
  })
})

http.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }))
})
process.on('SIGTERM', () => process.exit(0))
