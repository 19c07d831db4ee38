// The people, categories and rooms of the demo: a small ferry company on a northern coast.

import type { Privacy, RoomType } from '#shared/room.ts'

export const DOMAIN = 'northwind.example'
export const PASSWORD = 'northwind-ferries'

export const CAST = {
  ada: { name: 'Ada Lindqvist', work: 'harbour office, administrator' },
  boris: { name: 'Борис Антонов', work: 'chief engineer' },
  chloe: { name: 'Chloé Martin', work: 'purser, tickets and passengers' },
  daniel: { name: 'Daniel Okafor', work: 'captain of the Kittiwake' },
  elena: { name: 'Елена Соколова', work: 'crew planning' },
  freya: { name: 'Freya Halvorsen', work: 'captain of the Fulmar' },
  george: { name: 'George Papadakis', work: 'bosun' },
  hana: { name: 'Hana Suzuki', work: 'booking system, computers' },
  irina: { name: 'Ирина Волкова', work: 'safety officer' },
} as const
export type Who = keyof typeof CAST

export const ADMINISTRATOR: Who = 'ada'

export const CATEGORIES = [
  { name: 'Operations', description: 'Everyday work, for everyone', allow: ['everyone'] },
  { name: 'Ships', description: 'One room per ship, for those who sail her', allow: [`domain:${DOMAIN}`] },
  {
    name: 'Watch',
    description: 'Spoken on the bridge at night; nothing is kept',
    allow: ['everyone'],
    history: false,
  },
  {
    name: 'Management',
    description: 'Plans that are not public yet',
    allow: ['ada', 'daniel', 'freya', 'boris'],
  },
]

type RoomPlan = {
  name: string
  category: string
  description: string
  privacy: Privacy
  type?: RoomType
  members?: (Who | 'everyone')[]
  managers?: Who[]
  presenters?: Who[]
}

export const ROOMS = {
  harbour: {
    name: 'Harbour Desk',
    category: 'Operations',
    description: 'Departures, berths, weather: what everybody should know today',
    privacy: 'open',
    members: ['everyone'],
    managers: ['ada'],
  },
  notices: {
    name: 'Notices',
    category: 'Operations',
    description: 'From the office to all. Ada, Freya and Daniel write, everyone reads',
    privacy: 'open',
    type: 'auditorium',
    members: ['everyone'],
    managers: ['ada'],
    presenters: ['ada', 'freya', 'daniel'],
  },
  engine: {
    name: 'Engine Room · Машинное',
    category: 'Operations',
    description: 'Engines, pumps, spare parts. По-русски тоже можно',
    privacy: 'open',
    members: ['boris', 'george', 'daniel', 'freya'],
    managers: ['boris'],
  },
  safety: {
    name: 'Safety and Drills',
    category: 'Operations',
    description: 'Drills, checks, near misses. Nobody is blamed for reporting',
    privacy: 'open',
    members: ['everyone'],
    managers: ['irina'],
  },
  mess: {
    name: 'Crew Mess',
    category: 'Operations',
    description: 'Lunch, lost gloves, football',
    privacy: 'open',
    members: ['everyone'],
    managers: ['george'],
  },
  kittiwake: {
    name: 'MV Kittiwake',
    category: 'Ships',
    description: 'The north route',
    privacy: 'closed',
    members: ['daniel', 'boris', 'chloe', 'george', 'elena', 'ada'],
    managers: ['daniel'],
  },
  fulmar: {
    name: 'MV Fulmar',
    category: 'Ships',
    description: 'The island route',
    privacy: 'closed',
    members: ['freya', 'boris', 'irina', 'elena', 'ada'],
    managers: ['freya'],
  },
  watch: {
    name: 'Night Watch',
    category: 'Watch',
    description: 'Between midnight and six. Gone ten minutes later',
    privacy: 'open',
    members: ['everyone'],
    managers: ['freya'],
  },
  refit: {
    name: 'Winter Refit',
    category: 'Management',
    description: 'Dry dock in January: yard, budget, who sails what meanwhile',
    privacy: 'secret',
    members: ['ada', 'daniel', 'freya', 'boris'],
    managers: ['ada'],
  },
  timetable: {
    name: 'Summer Timetable',
    category: 'Operations',
    description: 'Opens in spring',
    privacy: 'open',
    members: ['everyone'],
    managers: ['chloe'],
  },
} satisfies Record<string, RoomPlan>
export type Room = keyof typeof ROOMS
