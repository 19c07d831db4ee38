// Stands between a store and PostgreSQL. Armed, it lets the COMMIT of one post through, waits until the
// database has answered it, and cuts the line instead of handing the answer on. A server commits more than posts: any COMMIT
// would not do.

import { type Line, type Look, startFaultProxy } from '../support/fault-proxy.ts'

export type CuttingProxy = { url: string; cutAfterCommitOf(post: string): void; close(): Promise<void> }

const COMMIT = Buffer.from('commit\0')
const COMMITTED = Buffer.from('COMMIT\0')

export async function startCuttingProxy(url: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(url)
  const committing = new WeakSet<Line>()
  let armed: { post: string; carrier?: Line } | undefined
  const look: Look = (chunk, way, line) => {
    if (way === 'up' && armed) {
      if (chunk.includes(armed.post)) armed.carrier = line
      if (armed.carrier === line && chunk.includes(COMMIT)) {
        committing.add(line)
        armed = undefined
      }
    }
    const isAnswer = way === 'down' && committing.has(line)
    if (isAnswer && chunk.includes(COMMITTED)) line.cut()
    return !isAnswer
  }
  const proxy = await startFaultProxy({ host: hostname, port: Number(port) }, look)
  const through = new URL(url)
  through.port = String(proxy.port)
  return {
    url: through.href,
    cutAfterCommitOf(post) {
      armed = { post }
    },
    close: () => proxy.close(),
  }
}
