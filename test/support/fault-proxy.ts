// A TCP line that can be made bad: stands between a client and a server and does to what passes what networks do.
// A hole is the worst of them: nothing arrives, not even the end, so both still think they are connected.

import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** `up` goes to the server, `down` to the client. */
export type Way = 'up' | 'down'
export type Weather =
  | { kind: 'pass' }
  | { kind: 'hole'; ways: readonly Way[] }
  | { kind: 'delay'; ms: number }
  | { kind: 'throttle'; bytesPerSecond: number }
export type Line = { cut(): void }
/** Looks at what passes; false keeps it from passing. */
export type Look = (chunk: Buffer, way: Way, line: Line) => boolean

export type FaultProxy = {
  port: number
  /** For all lines, from the next byte on. */
  turns(weather: Weather): void
  /** Ends every line at once, at both ends. */
  cut(): void
  /** Tells one end that no more will come this way; the other way goes on. */
  halfCloses(way: Way): void
  close(): Promise<void>
}

type Sky = { weather: Weather }
type Course = { from: Socket; to: Socket; way: Way; line: Line }

export async function startFaultProxy(
  target: { host: string; port: number },
  look: Look = () => true,
): Promise<FaultProxy> {
  const ends = new Set<Record<Way, Socket>>()
  const sky: Sky = { weather: { kind: 'pass' } }
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ ...target, allowHalfOpen: true })
    const both = { up: upstream, down: client }
    const line = { cut: () => cut(both) }
    ends.add(both)
    for (const socket of [client, upstream])
      socket.on('close', () => {
        if (client.destroyed && upstream.destroyed) ends.delete(both)
      })
    carry({ from: client, to: upstream, way: 'up', line }, sky, look)
    carry({ from: upstream, to: client, way: 'down', line }, sky, look)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    turns(weather) {
      sky.weather = weather
    },
    cut() {
      for (const both of ends) cut(both)
    },
    halfCloses(way) {
      for (const both of ends) both[way].end()
    },
    async close() {
      for (const both of ends) cut(both)
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function cut({ up, down }: Record<Way, Socket>): void {
  up.destroy()
  down.destroy()
}

function carry({ from, to, way, line }: Course, sky: Sky, look: Look): void {
  // What was sent first arrives first, however long each piece takes.
  let before = Promise.resolve()
  const after = (ms: number, step: () => void) => {
    const due = performance.now() + ms
    before = before.then(async () => {
      if (ms > 0) await wait(Math.max(0, due - performance.now()))
      step()
    })
  }
  from.on('data', (chunk: Buffer) => {
    const { weather } = sky
    if (!look(chunk, way, line) || isHole(weather, way)) return
    // Whoever speaks to an end that has gone is told so.
    if (to.destroyed) return void from.destroy()
    if (weather.kind === 'throttle') from.pause()
    after(slownessMs(weather, chunk.length), () => {
      to.write(chunk)
      from.resume()
    })
  })
  from.on('end', () => {
    if (!isHole(sky.weather, way)) after(0, () => to.end())
  })
  from.on('error', () => {
    if (!isHole(sky.weather, way)) to.destroy()
  })
}

function isHole(weather: Weather, way: Way): boolean {
  return weather.kind === 'hole' && weather.ways.includes(way)
}

function slownessMs(weather: Weather, bytes: number): number {
  if (weather.kind === 'delay') return weather.ms
  return weather.kind === 'throttle' ? (bytes / weather.bytesPerSecond) * 1_000 : 0
}
