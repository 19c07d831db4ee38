// Managing rooms over HTTP.

import * as v from 'valibot'
import {
  type CheckedPeople,
  checkedPeopleSchema,
  type Eligible,
  eligibleSchema,
  type MyRooms,
  myRoomsSchema,
  type NameCheck,
  nameCheckSchema,
  type RoomBeginning,
  type RoomCard,
  roomBeginningSchema,
  roomCardSchema,
} from '#shared/web/rooms.ts'

export type Call = (method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown) => Promise<unknown>
export type RoomsClient = ReturnType<typeof roomsClient>

export function roomsClient(call: Call) {
  return {
    async mine(): Promise<MyRooms> {
      return v.parse(myRoomsSchema, await call('GET', '/api/rooms'))
    },
    async beginning(): Promise<RoomBeginning> {
      return v.parse(roomBeginningSchema, await call('GET', '/api/rooms/new'))
    },
    async card(guid: string): Promise<RoomCard> {
      return v.parse(roomCardSchema, await call('GET', `/api/rooms/${guid}`))
    },
    async checkName(asked: { name: string; room?: string }): Promise<NameCheck> {
      return v.parse(nameCheckSchema, await call('POST', '/api/rooms/check-name', asked))
    },
    async checkPeople(asked: { names: string[]; category: string }): Promise<CheckedPeople> {
      return v.parse(checkedPeopleSchema, await call('POST', '/api/rooms/check-people', asked))
    },
    async eligible(asked: Record<string, string>): Promise<Eligible> {
      const query = new URLSearchParams(asked)
      return v.parse(eligibleSchema, await call('GET', `/api/rooms/eligible?${query}`))
    },
    async create(room: object): Promise<RoomCard> {
      return v.parse(roomCardSchema, await call('POST', '/api/rooms', room))
    },
    async modify(guid: string, changes: object): Promise<RoomCard> {
      return v.parse(roomCardSchema, await call('PATCH', `/api/rooms/${guid}`, changes))
    },
  }
}
