import { describe, expect, test } from 'vitest'
import type { Permission, Privacy, RoomType } from '#shared/room.ts'
import { permissionsIn, type RoomAccess, requirePermission } from '../../../server/channel/permissions.ts'

const ADA = 'sip:ada@localhost'
const principals = [ADA, 'everyone', 'domain:localhost']

function room(options: {
  privacy?: Privacy
  type?: RoomType
  disabled?: boolean
  allow?: string[]
  deny?: string[]
  roles?: Partial<RoomAccess['roles']>
}): RoomAccess {
  const { privacy = 'open', type = 'normal', disabled = false, allow = ['everyone'], deny = [] } = options
  return {
    room: {
      id: 1,
      uri: 'ma-chan://localhost/1',
      name: 'Harbour',
      description: '',
      privacy,
      type,
      invitations: true,
      addIn: null,
      disabled,
      revision: 1,
    },
    category: {
      id: 1,
      uri: 'ma-cat://localhost/1',
      name: 'All',
      description: '',
      invitations: true,
      fileUpload: true,
      chatHistory: true,
      editMinutes: null,
    },
    scope: { allow, deny, creator: [] },
    roles: { member: [], manager: [], presenter: [], ...options.roles },
    aclEpoch: 1,
    groups: new Map([['group:crew', new Set([ADA])]]),
  }
}

const member = { member: [ADA] }
const manager = { manager: [ADA] }
const inside: Permission[] = ['view', 'join', 'readHistory', 'chat']

describe('who may do what, by privacy and role', () => {
  test.each<[string, Parameters<typeof room>[0], Permission[]]>([
    ['open, in scope', { privacy: 'open' }, inside],
    ['open, out of scope', { privacy: 'open', allow: [] }, []],
    ['open, denied beats allowed', { privacy: 'open', deny: [ADA] }, []],
    ['open, allowed by domain', { privacy: 'open', allow: ['domain:localhost'] }, inside],
    ['closed, in scope, no member', { privacy: 'closed' }, ['view']],
    ['closed, member', { privacy: 'closed', roles: member }, inside],
    ['closed, member through everyone', { privacy: 'closed', roles: { member: ['everyone'] } }, inside],
    ['closed, member out of scope', { privacy: 'closed', allow: [], roles: member }, []],
    ['closed, manager who is no member', { privacy: 'closed', roles: manager }, ['view', 'manage']],
    ['secret, in scope, no member', { privacy: 'secret' }, []],
    ['secret, member', { privacy: 'secret', roles: member }, inside],
    ['secret, manager who is no member', { privacy: 'secret', roles: manager }, ['view', 'manage']],
    ['open auditorium, in scope', { type: 'auditorium' }, ['view', 'join', 'readHistory']],
    [
      'open auditorium, presenter',
      { type: 'auditorium', roles: { presenter: [ADA] } },
      [...inside, 'auditoriumChat'],
    ],
    [
      'closed auditorium, presenter who is no member',
      { privacy: 'closed', type: 'auditorium', roles: { presenter: [ADA] } },
      ['view'],
    ],
    [
      'open auditorium, manager does not post',
      { type: 'auditorium', roles: manager },
      ['view', 'join', 'readHistory', 'manage'],
    ],
    ['disabled, member', { disabled: true, roles: member }, []],
  ])('%s', (_, options, expected) => {
    expect([...permissionsIn(room(options), principals)].sort()).toEqual([...expected].sort())
  })
})

describe('refusals', () => {
  test('a secret room is answered exactly like one that does not exist', () => {
    const refusal = (access: RoomAccess | undefined) => {
      try {
        requirePermission(access, principals, 'join')
        return undefined
      } catch (error) {
        return error
      }
    }
    expect(refusal(room({ privacy: 'secret' }))).toEqual(refusal(undefined))
    expect(refusal(room({ privacy: 'secret' }))).toMatchObject({ code: 'NoSuchNode' })
    expect(refusal(room({ privacy: 'secret', roles: member }))).toBeUndefined()
  })

  test('a closed room says that only members may enter', () => {
    expect(() => requirePermission(room({ privacy: 'closed' }), principals, 'join')).toThrow(
      'Only members may enter this room.',
    )
  })

  test('a member of a disabled room hears that it is disabled, a stranger hears nothing', () => {
    expect(() => requirePermission(room({ disabled: true }), principals, 'join')).toThrow(
      'This room is disabled.',
    )
    const secret = room({ disabled: true, privacy: 'secret' })
    expect(() => requirePermission(secret, principals, 'join')).toThrow('There is no such room')
  })

  test('an auditorium says that only presenters may post', () => {
    expect(() => requirePermission(room({ type: 'auditorium' }), principals, 'chat')).toThrow(
      'Only presenters may post in an auditorium.',
    )
  })
})
