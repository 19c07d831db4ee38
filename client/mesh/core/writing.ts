// One's own posts, which are on the disk before the mesh hears of them, and what the disk still holds after a start.

import type { Effect, Happening, OpenPost } from './happenings.ts'
import { hedge } from './spreading.ts'
import type { Carried, Mesh } from './state.ts'

export function sealed(mesh: Mesh, post: OpenPost): Effect[] {
  const room = mesh.rooms.get(post.room)
  if (!room || room.open.has(post.post.signed) || room.placed.has(post.hash)) return []
  room.open.set(post.post.signed, onDisk(mesh, { ...post, isOwn: true }))
  return hedge(mesh)
}

export function recall(mesh: Mesh, posts: Extract<Happening, { kind: 'recalled' }>['posts']): Effect[] {
  for (const post of posts) {
    const room = mesh.rooms.get(post.room)
    if (room && !room.open.has(post.post.signed) && !room.placed.has(post.hash))
      room.open.set(post.post.signed, onDisk(mesh, post))
  }
  return hedge(mesh)
}

function onDisk(mesh: Mesh, post: OpenPost & { isOwn: boolean }): Carried {
  return {
    ...post,
    ...{ since: mesh.now, hops: 0, at: new Set([mesh.self, post.device]), isKept: true, isHandedIn: false },
  }
}
