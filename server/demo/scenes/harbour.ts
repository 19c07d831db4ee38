// Talks that happened once: the office, the passengers, the notices to all.

import type { Scene } from '../scene.ts'

export const harbour: Scene[] = [
  {
    room: 'notices',
    ago: 10,
    at: '8:00',
    lines: [
      [
        'ada',
        'Welcome to our new rooms. What was on the notice board, in six e-mail lists and on the back of the door is here now, and it stays.',
      ],
      ['ada', 'Follow the rooms that concern you; the others you can still find and read.'],
      [
        'freya',
        'From the ships: the rooms work without a connection too. Write in the dead zone behind the island, it goes out when we are back.',
      ],
    ],
  },
  {
    room: 'harbour',
    ago: 10,
    at: '8:20',
    lines: [
      ['george', 'Does it also work with gloves on?'],
      ['hana', 'If your tablet does, yes.'],
      ['george', 'My tablet is from 2014 and has been swimming.'],
      ['hana', 'Bring it by. I keep a drawer for such cases.'],
      ['elena', 'Можно я тоже принесу? Мой не плавал, просто старый.'],
      ['hana', 'Конечно! Drawer is big.'],
    ],
  },
  {
    room: 'harbour',
    ago: 9,
    at: '10:05',
    lines: [
      [
        'chloe',
        'A school wants to cross on Thursday with 64 children and four teachers. The ten o’clock Kittiwake?',
      ],
      ['daniel', 'With pleasure. Tell them warm jackets, and two may steer. Not really steer.'],
      ['chloe', 'They will remember the second part only.'],
      ['irina', 'Children’s life jackets: 60 on board, I bring 20 more from the store.'],
      ['chloe', 'Thank you, Irina! Booked.'],
    ],
  },
  {
    room: 'harbour',
    ago: 7,
    at: '13:15',
    lines: [
      [
        'hana',
        'The booking system will be away tonight from 23:00 to 23:30. New certificate, new database disk.',
      ],
      ['chloe', 'Paper tickets for the last boat then?'],
      [
        'hana',
        'The app at the counter keeps selling, it sends everything afterwards. But have the pad ready, for my peace of mind.',
      ],
      ['chloe', 'The pad is always ready.'],
      ['hana', 'Done at 23:11. Nothing lost: 14 tickets came in when it woke up.'],
      ['ada', 'Eleven minutes. Framed and hung on the wall.'],
    ],
  },
  {
    room: 'notices',
    ago: 6,
    at: '9:00',
    lines: [
      [
        'ada',
        'Harbour works: from Monday the pontoon at berth 3 is closed for two weeks. Small boats go to berth 4.',
      ],
      [
        'daniel',
        'Kittiwake turns inside the basin meanwhile. Please keep the east wall free between 6 and 7.',
      ],
    ],
  },
  {
    room: 'harbour',
    ago: 5,
    at: '4:55',
    lines: [
      [
        'ada',
        'Storm warning from tonight 20:00: W 9, sea above four metres. The last island boat is cancelled, the 16:00 sails.',
      ],
      ['freya', 'Agreed. I would not take the 18:00 either if it comes early.'],
      ['chloe', 'Everyone booked after 16:00 gets a message and a free change. 83 people.'],
      ['elena', 'Смену на завтра двигаю на 09:00. Morning crew starts at nine.'],
      ['ada', 'Decision at 15:30, here.'],
      ['ada', '15:30: the 18:00 does not sail. Thank you for the calm way you all do this.'],
    ],
  },
  {
    room: 'notices',
    ago: 5,
    at: '15:35',
    lines: [
      [
        'ada',
        'Storm: the 18:00 and all later boats are cancelled today. Tomorrow begins at 9:00, weather allowing. News in Harbour Desk.',
      ],
    ],
  },
  {
    room: 'harbour',
    ago: 4,
    at: '7:30',
    lines: [
      ['george', 'Morning after: one bin in the basin, one bench looking the other way. Nothing of ours.'],
      ['irina', 'Лодки целы, спасательные плоты проверила.'],
      ['ada', 'Then we sail at nine. Chloé, please tell the island.'],
      ['chloe', 'They know, they are already waving.'],
    ],
  },
  {
    room: 'harbour',
    ago: 2,
    at: '14:10',
    lines: [
      ['chloe', 'Somebody left a cello in the Fulmar’s lounge.'],
      ['freya', 'A whole one?'],
      ['chloe', 'With its case and a return ticket.'],
      [
        'ada',
        'Northern Music School, they called a minute ago. It may travel back by itself on the 16:00, in a chair.',
      ],
      ['freya', 'It behaved very well. Handed over at the gate.'],
    ],
  },
  {
    room: 'notices',
    ago: 1,
    at: '10:00',
    lines: [
      [
        'freya',
        'The Fulmar turns forty on Saturday. Cake on board at 15:00, crew and families sail for free.',
      ],
      ['ada', 'Please tell Elena who comes, so that the cake has the right size.'],
    ],
  },
]
