// Stands between a store and PostgreSQL. Armed, it lets the next COMMIT through, waits until the database has
// answered it, and cuts the line instead of handing the answer on.

import { connect, createServer, type Socket } from 'node:net'

export type CuttingProxy = { url: string; cutAfterNextCommit(): void; close(): void }

const COMMIT = Buffer.from('commit\0')

export async function startCuttingProxy(url: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(url)
  const sockets = new Set<Socket>()
  let armed = false
  const server = createServer((client) => {
    const database = connect(Number(port), hostname)
    let isCutting = false
    const cut = () => {
      client.destroy()
      database.destroy()
    }
    for (const socket of [client, database]) {
      sockets.add(socket)
      socket.on('error', cut)
      socket.on('close', cut)
    }
    client.on('data', (chunk) => {
      isCutting ||= armed && chunk.includes(COMMIT)
      if (isCutting) armed = false
      database.write(chunk)
    })
    database.on('data', (chunk: Buffer) => {
      if (!isCutting) client.write(chunk)
      else if (chunk.includes(Buffer.from('COMMIT\0'))) cut()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const through = new URL(url)
  through.port = String(typeof address === 'object' ? address?.port : 0)
  return {
    url: through.href,
    cutAfterNextCommit() {
      armed = true
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
