// Stands between a store and PostgreSQL. Armed, it lets the next COMMIT through, waits until the database has
// answered it, and cuts the line instead of handing the answer on.

import { type Line, type Look, startFaultProxy } from '../support/fault-proxy.ts'

export type CuttingProxy = { url: string; cutAfterNextCommit(): void; close(): Promise<void> }

const COMMIT = Buffer.from('commit\0')
const COMMITTED = Buffer.from('COMMIT\0')

export async function startCuttingProxy(url: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(url)
  const committing = new WeakSet<Line>()
  let armed = false
  const look: Look = (chunk, way, line) => {
    if (way === 'up' && armed && chunk.includes(COMMIT)) {
      committing.add(line)
      armed = false
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
    cutAfterNextCommit() {
      armed = true
    },
    close: () => proxy.close(),
  }
}
