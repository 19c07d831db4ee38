// What is said every day, in other words and with other numbers.

import type { Room, Who } from '../cast.ts'
import { DAYS, type Line, ofDay, type Scene } from '../scene.ts'

const WIND = [
  'SW 4',
  'W 6, gusting 8',
  'NW 5',
  'S 3',
  'SE 2 and fog',
  'W 7',
  'N 4',
  'calm',
  'SW 5',
  'NE 3',
  'W 4',
]
const SEA = [
  '1.1 m',
  '2.6 m',
  '1.8 m',
  '0.7 m',
  '0.4 m',
  '3.1 m',
  '1.2 m',
  '0.3 m',
  '1.9 m',
  '0.8 m',
  '1.4 m',
]
const CARS = [41, 38, 52, 47, 60, 29, 44, 57, 36, 49, 55]
const PEOPLE = [112, 94, 156, 131, 188, 71, 120, 173, 98, 142, 161]
const LATE = [0, 4, 0, 0, 12, 6, 0, 0, 3, 0, 2]
const DISHES = [
  'fish soup',
  'pelmeni',
  'lasagne',
  'moussaka (mine)',
  'lentil stew',
  'herring and potatoes',
  'curry',
]

export const daily: Scene[] = DAYS.flatMap((ago) => [
  { room: 'harbour', ago, at: '5:35', lines: morning(ago) },
  { room: 'kittiwake', ago, at: '6:40', lines: departure('daniel', 'george', ago) },
  { room: 'fulmar', ago, at: '7:05', lines: departure('freya', 'irina', ago + 3) },
  { room: 'engine', ago, at: '9:20', lines: engines(ago) },
  { room: 'mess', ago, at: '11:50', lines: lunch(ago) },
  { room: 'kittiwake', ago, at: '14:25', lines: arrival('daniel', 'chloe', ago) },
  { room: 'fulmar', ago, at: '15:10', lines: arrival('freya', 'boris', ago + 5) },
  { room: 'harbour', ago, at: '17:45', lines: evening(ago) },
  ...(ago < 4 ? [watch(ago)] : []),
])

function morning(ago: number): Line[] {
  const weather = `Good morning. Wind ${ofDay(WIND, ago)}, sea ${ofDay(SEA, ago)} off the point.`
  return [
    [
      'ada',
      `${weather} ${ofDay(['Both ships on time.', 'No changes today.', 'Berth 2 is ours all day.'], ago)}`,
    ],
    [
      'daniel',
      ofDay(
        [
          'Thank you, Ada. Kittiwake is ready.',
          'Seen it. We will take the inner channel.',
          'Morning! Coffee first.',
        ],
        ago,
      ),
    ],
    [
      'freya',
      ofDay(
        [
          'Fulmar ready.',
          'Same here, leaving as planned.',
          'Fulmar ready; ramp checked.',
          'All well on the Fulmar.',
        ],
        ago,
      ),
    ],
  ]
}

function departure(captain: Who, mate: Who, ago: number): Line[] {
  const late = ofDay(LATE, ago)
  const left = late === 0 ? 'Left on time' : `Left ${late} minutes late`
  return [
    [
      mate,
      `Loaded: ${ofDay(CARS, ago)} cars, ${ofDay(PEOPLE, ago)} people. ${ofDay(['Ramp up.', 'Bow door closed and locked.', 'All secured.'], ago)}`,
    ],
    [
      captain,
      `${left}. ${ofDay(['Quiet crossing expected.', 'It will roll a little past the point.', 'Visibility good.', 'Two fishing boats off the buoy, passing astern.'], ago)}`,
    ],
    [
      'elena',
      ofDay(
        [
          'Принято. Смена без изменений.',
          'Noted. Everyone aboard is on the list.',
          'Спасибо! Вечером смена в 18:00.',
        ],
        ago,
      ),
    ],
  ]
}

function arrival(captain: Who, other: Who, ago: number): Line[] {
  const words =
    other === 'boris'
      ? ['Топлива на три дня.', 'Заправка завтра в 06:00.', 'Двигатели прогреты, ждем.']
      : [
          'Two wheelchairs for the next crossing, ramp please.',
          'Counter closed, 0 left behind.',
          'A coach more than booked; it fits.',
        ]
  return [
    [
      captain,
      `Back alongside. ${ofDay(['Smooth.', 'A bit of swell in the entrance.', 'Rain, but nobody minded.', 'Porpoises off the light!'], ago)}`,
    ],
    [other, ofDay(words, ago)],
    [captain, ofDay(['Good.', 'Thank you!', 'Noted, thanks.', 'Понял, спасибо.'], ago)],
  ]
}

function engines(ago: number): Line[] {
  const oil = (4.1 + ((ago * 7) % 5) / 10).toFixed(1)
  return [
    [
      'boris',
      `Обход сделан: давление масла ${oil} бар, утечек нет. ${ofDay(['Левый насос слушаю, но пока тихо.', 'Фильтр поменяю завтра.', 'Все в норме.'], ago)}`,
    ],
    [
      'george',
      ofDay(
        [
          'Deck hydraulics fine too.',
          'Winch greased, both sides.',
          'Понял, Борис. Winch needs grease, doing it now.',
          'Nothing to report from the deck.',
        ],
        ago,
      ),
    ],
    [
      'boris',
      ofDay(
        ['Хорошо. По-английски для журнала: oil pressure normal, no leaks.', 'Спасибо, Джордж.', 'Записал.'],
        ago,
      ),
    ],
  ]
}

function lunch(ago: number): Line[] {
  return [
    [
      'george',
      `Today: ${ofDay(DISHES, ago)}. ${ofDay(['Galley opens at twelve.', 'First come, first served.', 'There is enough for both crews.'], ago)}`,
    ],
    [
      'chloe',
      ofDay(
        [
          'On my way!',
          'Keep me a plate, the queue at the counter is long.',
          'Bon appétit to everyone.',
          'Is there a vegetarian one?',
        ],
        ago,
      ),
    ],
    [
      'hana',
      ofDay(
        [
          'Saving this message as evidence.',
          'I will be late again, please no mercy on the bread.',
          'Yes please.',
        ],
        ago,
      ),
    ],
    ['boris', ofDay(['Иду.', 'Если борщ, зовите громче.', 'Coming, hands washed.'], ago)],
  ]
}

function evening(ago: number): Line[] {
  const total = ofDay(PEOPLE, ago) + ofDay(PEOPLE, ago + 3)
  return [
    [
      'chloe',
      `Today ${total * 2} passengers on both routes, ${ofDay(['no complaints', 'one lost scarf, found', 'two bicycles left behind', 'one birthday on board'], ago)}.`,
    ],
    [
      'ada',
      ofDay(
        [
          'Thank you all, good work.',
          'Lovely. Sleep well, early crew.',
          'Thank you. Tomorrow the same again.',
        ],
        ago,
      ),
    ],
  ]
}

function watch(ago: number): Scene {
  const room: Room = 'watch'
  const lines: Line[] = [
    [
      'freya',
      ofDay(
        [
          'Moored, lights out. Water in the bilge: none.',
          'All quiet. A seal on the slipway.',
          'Lines doubled, wind is rising.',
        ],
        ago,
      ),
    ],
    [
      'irina',
      ofDay(
        ['Обход в два часа: порядок.', 'Round done at two, all doors closed.', 'Тихо, только чайки.'],
        ago,
      ),
    ],
  ]
  return { room, ago, at: '1:40', lines }
}
