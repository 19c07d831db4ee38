// The room management web service (facts 5.2): what one manages, where one may create, checks while one types, and the room's
// card, read and changed as a whole.

import * as v from 'valibot'
import { newRoomSchema } from '#shared/commands/chancreate.ts'
import { roomChangeSchema } from '#shared/commands/chanmodify.ts'
import { SEARCH_CRITERIA_CHARS } from '#shared/limits.ts'
import { ROLES } from '#shared/person.ts'
import { roomNameSchema } from '#shared/text.ts'
import { categoryUriSchema, roomUri, roomUriSchema, uuidSchema } from '#shared/uri.ts'
import {
  checkedPeopleSchema,
  eligibleSchema,
  myRoomsSchema,
  nameCheckSchema,
  nameToCheckSchema,
  peopleToCheckSchema,
  roomBeginningSchema,
  roomCardSchema,
} from '#shared/web/rooms.ts'
import { principalsOf } from '../../channel/room-rules.ts'
import type { Caller } from '../../identity/identity.ts'
import { chatRoute, type Route } from '../route.ts'

const byId = v.strictObject({ id: uuidSchema })

function actorOf({ person }: Caller) {
  return { person: person.uri, principals: principalsOf(person.uri), admin: person.admin }
}

const mine = chatRoute({
  method: 'GET',
  path: '/api/rooms',
  summary: 'The rooms that I manage',
  details: 'Disabled ones are not listed. mayCreate: there is a category in which I may make rooms.',
  reply: { status: 200, schema: myRoomsSchema },
  errors: [],
  run: ({ caller, services }) => services.channel.roomWeb.mine(actorOf(caller)),
})

const beginning = chatRoute({
  method: 'GET',
  path: '/api/rooms/new',
  summary: 'Where I may create a room, and the add-ins it may have',
  details: 'An empty list of categories means: nowhere.',
  reply: { status: 200, schema: roomBeginningSchema },
  errors: [],
  async run({ caller, services }) {
    const { roomWeb, addIns } = services.channel
    return { categories: await roomWeb.creatable(actorOf(caller)), addIns: await addIns.list() }
  },
})

const checkName = chatRoute({
  method: 'POST',
  path: '/api/rooms/check-name',
  summary: 'May a room have this name?',
  details:
    'Names are unique over rooms and categories, without regard to case, width, ё and е, and letters that look ' +
    'the same. room: the room that has it already, which I manage; without it I must be allowed to make rooms somewhere. ' +
    'reason is a sentence for people.',
  body: nameToCheckSchema,
  reply: { status: 200, schema: nameCheckSchema },
  errors: ['InvalidArgument', 'NoSuchNode', 'ErrorPermission'],
  async run({ body, caller, services }) {
    await services.channel.roomWeb.requireNaming(actorOf(caller), body.room)
    const shape = v.safeParse(roomNameSchema, body.name)
    if (!shape.success) return { free: false, reason: shape.issues[0].message }
    const free = await services.channel.management.isNameFree(shape.output, body.room)
    return free ? { free } : { free, reason: 'A room or category of this name exists already.' }
  },
})

const checkPeople = chatRoute({
  method: 'POST',
  path: '/api/rooms/check-people',
  summary: 'Who is meant by these names?',
  details:
    'names: up to 500 addresses, user names, display names, group:NAME, domain:NAME or everyone. Each comes back ' +
    'as found, unknown, ambiguous (several are called so) or not in the scope of the category.',
  body: peopleToCheckSchema,
  reply: { status: 200, schema: checkedPeopleSchema },
  errors: ['InvalidArgument', 'NoSuchNode'],
  run: ({ body, caller, services }) => services.channel.picker.checkPeople(actorOf(caller), body),
})

const eligible = chatRoute({
  method: 'GET',
  path: '/api/rooms/eligible',
  summary: 'Who may be put into a list of a room',
  details:
    'Members and managers come from the scope of the category; presenters, where room is given, from its members. ' +
    'q: a part of a name. At most 20; moreAvailable says that there are others.',
  parameters: v.strictObject({
    role: v.picklist(ROLES),
    category: categoryUriSchema,
    room: v.optional(roomUriSchema),
    q: v.optional(v.pipe(v.string(), v.maxLength(SEARCH_CRITERIA_CHARS)), ''),
  }),
  reply: { status: 200, schema: eligibleSchema },
  errors: ['InvalidArgument', 'NoSuchNode'],
  run: ({ given: { q, ...asked }, caller, services }) =>
    services.channel.picker.eligible(actorOf(caller), { ...asked, text: q }),
})

const card = chatRoute({
  method: 'GET',
  path: '/api/rooms/:id',
  summary: 'The card of a room',
  details:
    'id is the last part of its address. members is absent in open rooms, which have no list. editable: I may change ' +
    'it with PATCH. why names the code of the refusal for what I may not do.',
  parameters: byId,
  reply: { status: 200, schema: roomCardSchema },
  errors: ['InvalidArgument', 'NoSuchNode'],
  run: ({ given, caller, services }) =>
    services.channel.roomWeb.card(actorOf(caller), roomUri(services.settings.domain, given.id)),
})

const create = chatRoute({
  method: 'POST',
  path: '/api/rooms',
  summary: 'Make a room',
  details:
    'As cmd:chancreate. Whoever makes it manages it, and is a member of it unless it is open. Answers its card.',
  body: newRoomSchema,
  reply: { status: 201, schema: roomCardSchema },
  errors: [
    ...(['InvalidArgument', 'ErrorPermission', 'DuplicateRoomName', 'NoSuchPrincipal'] as const),
    ...(['PrincipalsNotInScope', 'PrincipalsAlreadyDefined', 'PresenterNotInMemList'] as const),
    'LimitExceeded',
  ],
  async run({ body, caller, services }) {
    const actor = actorOf(caller)
    const isOwn = body.privacy !== 'open' && !body.members.includes(actor.person)
    const members = isOwn ? [...body.members, actor.person] : body.members
    const { uri } = await services.channel.management.create(actor, { ...body, members })
    return services.channel.roomWeb.card(actor, uri)
  },
})

const change = chatRoute({
  method: 'PATCH',
  path: '/api/rooms/:id',
  summary: 'Change a room',
  details:
    'As cmd:chanmodify: settings and whole lists in one call, all or nothing. revision is that of the card on which the ' +
    'change was made; when somebody else was faster the answer is DataCollision and nothing changed. disabled true ' +
    'closes the room for everybody; only administrators open it again. Answers the new card.',
  parameters: byId,
  body: roomChangeSchema,
  reply: { status: 200, schema: roomCardSchema },
  errors: [
    ...(['InvalidArgument', 'NoSuchNode', 'NodeDisabled', 'ErrorPermission', 'DataCollision'] as const),
    ...(['DuplicateRoomName', 'NoSuchPrincipal', 'PrincipalsNotInScope'] as const),
    ...(['PrincipalsAlreadyDefined', 'PresenterNotInMemList'] as const),
  ],
  async run({ given, body: { revision, ...wish }, caller, services }) {
    const actor = actorOf(caller)
    const room = roomUri(services.settings.domain, given.id)
    await services.channel.management.modify(actor, { room, revision, wish })
    return services.channel.roomWeb.cardAfterChange(actor, room)
  },
})

export const roomRoutes: Route[] = [mine, beginning, checkName, checkPeople, eligible, card, create, change]
