// npm run bench -- steps: what each step of a post costs, each alone and warm, as CPU of the process. Sockets are
// measured against a sink in another thread, whose share is not counted.

import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { PacketType } from 'socket.io-parser'
import * as v from 'valibot'
import { grpchat } from '#shared/commands/grpchat.ts'
import { upEnvelopeSchema } from '#shared/envelope.ts'
import { openSigned, SIGNATURE_PREFIX } from '#shared/post.ts'
import { isSignatureGood } from '../server/channel/signatures.ts'
import { posted } from '../server/compliance/record.ts'
import { jsonParser } from '../server/gateway/json-parser.ts'
import { openStore } from '../server/store/open-store.ts'
import type { Store } from '../server/store/store.ts'
import { median } from './scenarios.ts'
import { TEXT } from './text.ts'

const ROUNDS = 5
const ROOM = 'ma-chan://localhost/6f9e2b1c-3d4a-4e5f-8a7b-9c0d1e2f3a4b'
const AUTHOR = 'sip:ada@localhost'

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

  console.log('\n| step of a post | µs CPU |\n| --- | --: |')
  const say = (step: string, us: number) => console.log(`| ${step} | ${us.toPrecision(3)} |`)
  say('frame to packet (JSON)', await costOf(2_000, () => decode(frame)))
  say('check the envelope', await costOf(2_000, () => v.safeParse(upEnvelopeSchema, parsed)))
  say('check the sealed post', await costOf(2_000, () => v.safeParse(grpchat.data, sealed)))
  say('read what was sealed (JSON, schema)', await costOf(2_000, () => openSigned(sealed.signed)))
  say(
    'verify the signature (Ed25519, thread pool)',
    await costOf(500, () => isSignatureGood(sealed, publicKey)),
  )
  say('build the compliance event', await costOf(2_000, () => posted({ ...sealed, ...post, room: ROOM })))
  await sayAppends(say)
  say(
    'announcement to frame (JSON, once a commit and room)',
    await costOf(2_000, () => encoder.encode(packet)),
  )
  say('write a frame to a socket (each member, and the reply)', await costOfWriting(frame))
}

function decode(frame: string): void {
  new jsonParser.Decoder().add(frame)
}

function sealOne() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x } = publicKey.export({ format: 'jwk' })
  const hlc = `${Date.now().toString(16).padStart(12, '0')}-0000`
  const names = { id: randomUUID(), room: ROOM, author: AUTHOR, device: randomUUID() }
  const signed = JSON.stringify({ v: 1, kind: 'chat', ...names, dseq: 1, prev: null, hlc, chat: TEXT })
  const sig = sign(null, Buffer.from(SIGNATURE_PREFIX + signed), privateKey).toString('base64url')
  return { sealed: { signed, sig }, publicKey: String(x) }
}

/** The median over some rounds, after one to warm up; all threads of this process. */
async function costOf(times: number, step: () => unknown): Promise<number> {
  const rounds: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const before = process.cpuUsage()
    for (let time = 0; time < times; time += 1) await step()
    const { user, system } = process.cpuUsage(before)
    if (round > 0) rounds.push((user + system) / times)
  }
  return median(rounds)
}

async function sayAppends(say: (step: string, us: number) => void): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-bench-'))
  const store = await openStore({
    dataFolder,
    onBroken: (fault) => {
      throw fault
    },
  })
  try {
    await store.setCompliance({ to: 'on' })
    const roomId = await furnish(store)
    const aclEpoch = await store.aclEpoch({})
    for (const size of [1, 4, 16, 64]) {
      const batch = () => ({ aclEpoch, at: Date.now(), items: itemsOf(roomId, size) })
      const us = await costOf(Math.ceil(200 / size), () => store.append(batch()))
      say(`append to SQLite on disk, ${size} in a commit, thread hops included, per post`, us / size)
    }
  } finally {
    await store.close()
    rmSync(dataFolder, { recursive: true })
  }
}

async function furnish(store: Store): Promise<number> {
  const category = { uri: 'ma-cat://localhost/1', name: 'Quay', nameFolded: 'quay', description: '' }
  await store.addCategory({
    ...{ ...category, at: 0, scope: { allow: ['everyone'], deny: [], creator: [] } },
    ...{ invitations: false, fileUpload: false, chatHistory: true },
  })
  await store.addRoom({
    ...{ uri: ROOM, name: 'Bench', nameFolded: 'bench', description: '', descriptionFolded: '' },
    ...{ privacy: 'open', type: 'normal', invitations: false, categoryUri: category.uri, at: 0 },
    roles: { member: [], manager: [], presenter: [] },
  })
  const access = await store.roomAccess({ uri: ROOM })
  if (!access) throw new Error('The room is not there.')
  return access.room.id
}

let dseq = 0

function itemsOf(roomId: number, size: number) {
  return Array.from({ length: size }, () => {
    const { sealed } = template
    const id = randomUUID()
    const names = { room: ROOM, author: AUTHOR, device: template.device, id }
    dseq += 1
    const place = { roomId, id, device: template.device, dseq, author: AUTHOR, kind: 'chat', fleeting: false }
    return { ...place, ...sealed, via: 'server' as const, event: posted({ ...names, ...sealed }) }
  })
}

const template = { ...sealOne(), device: randomUUID() }

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
