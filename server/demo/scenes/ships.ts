// Talks that happened once: engines, drills, the mess, the ships and the plans for winter.

import type { Scene } from '../scene.ts'

export const ships: Scene[] = [
  {
    room: 'engine',
    ago: 9,
    at: '14:30',
    lines: [
      [
        'boris',
        'Насос охлаждения на левом двигателе начинает петь. Пока не страшно, но песня мне не нравится.',
      ],
      ['daniel', 'Port cooling pump? How long can we sail with it?'],
      ['boris', 'Two weeks surely, a month perhaps. I order the bearing today.'],
      ['george', 'There is one in the green box behind the paint. I saw it in spring.'],
      ['boris', 'Ты золото. Проверяю.'],
      ['boris', 'Подшипник тот самый! Меняем в субботу, после последнего рейса.'],
      ['daniel', 'The green box wins again.'],
    ],
  },
  {
    room: 'engine',
    ago: 4,
    at: '19:40',
    lines: [
      ['boris', 'Pump is done: new bearing, new seal, 3 h 20. Не поет.'],
      ['freya', 'Could you look at the Fulmar’s generator next? It hunts a little at half load.'],
      ['boris', 'Завтра утром. Sounds like the governor, or dirty fuel after the storm.'],
      ['george', 'Fuel filter on the Fulmar was changed in August.'],
      ['boris', 'Тогда регулятор. Возьму новый тросик.'],
    ],
  },
  {
    room: 'engine',
    ago: 3,
    at: '8:10',
    lines: [
      ['boris', 'Генератор на «Фульмаре» держит обороты: был не тросик, а пружина.'],
      ['freya', 'Steady as a clock now. Спасибо, Борис!'],
    ],
  },
  {
    room: 'safety',
    ago: 8,
    at: '12:30',
    lines: [
      [
        'irina',
        'Drill on Wednesday, both ships: man overboard, no announcement of the hour. Пожалуйста, с настоящими жилетами.',
      ],
      ['george', 'Who plays the man?'],
      ['irina', 'The orange dummy. It does not complain and weighs as much as you.'],
      ['george', 'It is thinner.'],
      ['daniel', 'We will be ready. Or surprised, which is the point.'],
    ],
  },
  {
    room: 'safety',
    ago: 6,
    at: '15:20',
    lines: [
      ['irina', 'Results. Kittiwake: alarm to recovery 6 min 40. Fulmar: 7 min 55. Limit is 10. Отлично.'],
      ['freya', 'We lost a minute because the boathook was on the wrong side.'],
      ['irina', 'That is exactly why we drill. A second hook is on the list.'],
      ['freya', 'Then the orange fellow has earned his rest.'],
    ],
  },
  {
    room: 'safety',
    ago: 3,
    at: '10:45',
    lines: [
      [
        'chloe',
        'Near miss: a pushchair rolled on the ramp of the Kittiwake while we loaded. Nobody hurt, a passenger caught it.',
      ],
      ['irina', 'Thank you for reporting. Был ли там кто-то из экипажа?'],
      ['chloe', 'I was, with both hands full of tickets.'],
      ['irina', 'From today: on-foot passengers first, one person stands at the ramp with empty hands.'],
      ['daniel', 'Done since the eleven o’clock. It is faster too.'],
      ['elena', 'Добавила в план смены отдельной строкой.'],
    ],
  },
  {
    room: 'mess',
    ago: 8,
    at: '18:30',
    lines: [
      ['hana', 'Who has been feeding the gull? It knows how to open the door now.'],
      ['george', 'He is called Nikos.'],
      ['boris', 'Никос вчера унес мою котлету.'],
      ['hana', 'Nikos has no badge. Nikos may not come in.'],
      ['elena', 'Сделайте ему пропуск, он в каждой смене.'],
    ],
  },
  {
    room: 'mess',
    ago: 2,
    at: '19:00',
    lines: [
      ['daniel', 'Lost: one left glove, brown, size L. The right one misses it.'],
      ['freya', 'Found: one left glove, brown, in the wheelhouse of the wrong ship.'],
      ['daniel', 'I deny having been there.'],
      ['freya', 'The glove says otherwise.'],
    ],
  },
  {
    room: 'kittiwake',
    ago: 7,
    at: '12:00',
    lines: [
      [
        'daniel',
        'Sixty-four children delivered, sixty-four children returned. One asked whether the sea has a bottom everywhere.',
      ],
      ['chloe', 'What did you say?'],
      ['daniel', 'That I prefer not to check.'],
      ['ada', 'The teacher wrote already. They want to come every year.'],
    ],
  },
  {
    room: 'fulmar',
    ago: 1,
    at: '16:20',
    lines: [
      [
        'freya',
        'For Saturday: flags from the office, cake from the bakery, and the old photographs from Irina’s cellar.',
      ],
      ['irina', 'Нашла двадцать снимков, на одном Борис с бородой.'],
      ['boris', 'Этого снимка не существует.'],
      ['elena', 'Он уже на стене.'],
    ],
  },
  {
    room: 'refit',
    ago: 6,
    at: '16:00',
    lines: [
      [
        'ada',
        'The yard offers 11 to 29 January, both ships one after the other. Price as last year, plus four per cent.',
      ],
      ['boris', 'Kittiwake first. Shaft seals, and the paint under the waterline.'],
      ['freya', 'Fine with me. The islands need one boat on every day, so I sail double.'],
      ['daniel', 'I take half of those. Nobody sails double in January.'],
      ['ada', 'Then I sign on Friday. Please keep it here until the islands have been told.'],
    ],
  },
  {
    room: 'refit',
    ago: 2,
    at: '11:30',
    lines: [
      ['ada', 'Signed. First ship in dock on Monday the 11th.'],
      ['boris', 'Список работ готов: 41 пункт, из них 9 обязательных.'],
      ['daniel', 'Number 17 says “new kettle for the bridge”. Is that one of the nine?'],
      ['boris', 'It is the first of the nine.'],
    ],
  },
]

/** What is going on as one signs in; minutes before now stand in place of a day. */
export const justNow: (Pick<Scene, 'room' | 'lines'> & { minutesAgo: number })[] = [
  {
    room: 'harbour',
    minutesAgo: 16,
    lines: [
      ['chloe', 'The island bakery asks if the next boat can take the cake. It is one metre long.'],
      ['freya', 'It may have the seat of the cello.'],
      ['elena', 'Я запишу его в судовую роль: торт, одна штука.'],
      ['ada', 'Please do. And thank you all for this week.'],
      ['george', 'Nikos has been told nothing about the cake.'],
    ],
  },
  {
    room: 'watch',
    minutesAgo: 5,
    lines: [
      ['freya', 'Radio check on channel 12: loud and clear. In ten minutes this line is gone, as ever.'],
    ],
  },
]
