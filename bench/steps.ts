// npm run bench -- steps: what each step of a post costs, each alone and warm, as CPU of the process. Sockets are
// measured against a sink in another thread, whose share is not counted.

import { connect, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { PacketType } from 'socket.io-parser'
import * as v from 'valibot'
import { grpchat } from '#shared/commands/grpchat.ts'
import { upEnvelopeSchema } from '#shared/envelope.ts'
import { openSigned } from '#shared/post.ts'
import { isSignatureGood } from '../server/channel/signatures.ts'
import { posted } from '../server/compliance/record.ts'
import { jsonParser } from '../server/gateway/json-parser.ts'
import { median } from './scenarios.ts'
import { costOf, ROOM, ROUNDS, type Say, sealOne } from './step.ts'
import { sayStoreSteps } from './store-steps.ts'

export async function measureSteps(): Promise<void> {
  const { sealed, publicKey } = sealOne()
  const frame = `20["xccos",${JSON.stringify({ ver: 1, envid: '1', grpchat: [sealed] })}]`
  const parsed = JSON.parse(frame.slice(2))[1]
  const down = { room: ROOM, seq: 1, ts: new Date().toISOString(), via: 'server', authdisp: 'Ada', ...sealed }
  const packet = {
    type: PacketType.EVENT,
    nsp: '/',
    data: ['xccos', { ver: 1, envid: '1', grpchat: [down] }],
  }
  const encoder = new jsonParser.Encoder()
  const post = openSigned(sealed.signed)

  console.log('\n| step of a post | µs |\n| --- | --: |')
  const say: Say = (step, us) => console.log(`| ${step} | ${us.toPrecision(3)} |`)
  say('frame to packet (JSON)', await costOf(2_000, () => decode(frame)))
  say('check the envelope', await costOf(2_000, () => v.safeParse(upEnvelopeSchema, parsed)))
  say('check the sealed post', await costOf(2_000, () => v.safeParse(grpchat.data, sealed)))
  say('read what was sealed (JSON, schema)', await costOf(2_000, () => openSigned(sealed.signed)))
  say(
    'verify the signature (Ed25519, thread pool)',
    await costOf(500, () => isSignatureGood(sealed, publicKey)),
  )
  say('build the compliance event', await costOf(2_000, () => posted({ ...sealed, ...post, room: ROOM })))
  await sayStoreSteps(say)
  say(
    'announcement to frame (JSON, once a commit and room)',
    await costOf(2_000, () => encoder.encode(packet)),
  )
  say('write a frame to a socket (each member, and the reply)', await costOfWriting(frame))
}

function decode(frame: string): void {
  new jsonParser.Decoder().add(frame)
}

/** Only this thread's CPU: the sink reads in its own. */
async function costOfWriting(frame: string): Promise<number> {
  const sink = new Worker(
    `const { createServer } = require('node:net')
     const server = createServer((socket) => socket.resume()).listen(0, '127.0.0.1', () =>
       require('node:worker_threads').parentPort.postMessage(server.address().port))`,
    { eval: true },
  )
  const port = await new Promise<number>((resolve) => sink.once('message', resolve))
  const sockets = await Promise.all(Array.from({ length: 50 }, () => connected(port)))
  const bytes = Buffer.from(frame)
  const rounds: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const before = process.threadCpuUsage()
    for (let time = 0; time < 20; time += 1)
      await Promise.all(sockets.map((socket) => written(socket, bytes)))
    const { user, system } = process.threadCpuUsage(before)
    if (round > 0) rounds.push((user + system) / 20 / sockets.length)
  }
  for (const socket of sockets) socket.destroy()
  await sink.terminate()
  return median(rounds)
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.setNoDelay(true)))
    socket.once('error', reject)
  })
}

function written(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => socket.write(bytes, () => resolve()))
}
