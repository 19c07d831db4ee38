// Russian.

import type { Doubt, Finding } from './finding.ts'
import { CODE } from './format-code.ts'
import type { Words } from './words.ts'

type Forms = { one: string; few: string; many: string }
const rules = new Intl.PluralRules('ru')

function counted(count: number, forms: Forms): string {
  const form = rules.select(count)
  return `${count.toLocaleString('ru')} ${form === 'one' || form === 'few' ? forms[form] : forms.many}`
}

const EVENTS = { one: 'событие', few: 'события', many: 'событий' }
const OF_EVENTS = { one: 'событием', few: 'событиями', many: 'событиями' }
const FILES = { one: 'файл', few: 'файла', many: 'файлов' }
const TEXTS = { one: 'текст удалён', few: 'текста удалены', many: 'текстов удалено' }

export const russian: Words = {
  title: 'Проверка архива',
  lead: [
    'Проверяет, что архив Backchat — именно тот, который подписал пул: ничего не изменено, не удалено, не вставлено и не переставлено.',
    'Всё вычисляется на этом компьютере и никуда не отправляется. Страницу можно сохранить и открыть с диска, отключив сеть. С сервером у неё нет общего кода: она написана по открытому описанию формата, которое приведено ниже.',
  ],
  otherLanguage: 'In English',
  keys: {
    label: 'Открытые ключи пула',
    hint: 'То, что выводит `backchat compliance keys`. Получите их от того, кому доверяете, и не вместе с файлами.',
    wrong: 'Это не открытые ключи. Они выглядят так: {"poolKeys":[{"kid":"…","publicKey":"…"}]}.',
  },
  kept: {
    label: 'Сохранённые вами контрольные точки (необязательно)',
    hint: 'То, что когда-то вывела команда `backchat compliance checkpoint`, по одной в строке. По ним видно и то, не переписал ли прошлое сам пул.',
    wrong:
      'Это не контрольная точка. Она выглядит так: {"pool":"…","size":…,"root":"…","chain":"…","at":…,"kid":"…","sig":"…"}.',
  },
  files: {
    label: 'Файлы для проверки',
    hint: 'Доказательство одного события (`backchat compliance proof 17`), отрезка (`backchat compliance proof 1-5000 --folder …`), выгрузки (`…-proofs.ndjson`) или все файлы адаптера JSON Lines вместе с сохранённой контрольной точкой.',
    choose: 'Выбрать файлы',
    drop: 'или перетащите их сюда',
    chosen: (count) => `Выбрано: ${counted(count, FILES)}`,
  },
  pasted: {
    label: 'Или вставьте доказательство',
    hint: 'Доказательство одного события, как архив показывает его контролёрам.',
  },
  check: 'Проверить',
  checking: (percent) => `Проверяется… ${percent} %`,
  insecure:
    'Здесь браузер не даёт странице вычислять. Сохраните её и откройте с диска или откройте по https.',
  states: {
    whole: {
      title: 'Всё сходится',
      sentence: 'Всё в этих файлах — то, что было заархивировано и подписано.',
    },
    'not whole': {
      title: 'НЕ СХОДИТСЯ',
      sentence: 'Что-то в этих файлах — не то, что было заархивировано и подписано.',
    },
    'not proven': {
      title: 'Не доказано',
      sentence: 'Ошибок не найдено, но этого мало, чтобы считать архив целым.',
    },
  },
  facts: {
    events: (count, from, to) =>
      count === 1 && from === to
        ? `Событие ${from}.`
        : `${counted(count, EVENTS)}, номера с ${from} по ${to}.`,
    none: 'Событий нет.',
    gone: (count) => `${counted(count, TEXTS)}, хеши на месте.`,
    signed: (size, pool, kid, at) =>
      `Контрольная точка над ${counted(size, OF_EVENTS)} пула ${pool}, ${at}, ключ ${kid}.`,
    more: (count) => `и ещё ${count.toLocaleString('ru')}`,
  },
  findings: 'Что не так',
  doubts: 'Чего не хватает для доказательства',
  only: 'Событие, как оно заархивировано',
  finding: sayFinding,
  doubt: sayDoubt,
  format: {
    title: 'Как это устроено и как написать свою проверку',
    chapters: [
      {
        title: 'События',
        sentences: [
          'Каждое действие архивируется одной строкой JSON и получает номер: 1, 2, 3… по всему пулу, без пропусков. Байты этого текста больше никогда не меняются. Если текст удаляется по сроку хранения, хеш остаётся, а событие вида `retention` сообщает, тексты каких номеров удалены.',
        ],
      },
      {
        title: 'Лист',
        sentences: ['Лист события представляет его текст: измените одну букву — и он станет другим.'],
        code: CODE.leaf,
      },
      {
        title: 'Цепь',
        sentences: [
          'Каждое значение цепи представляет всё до этого события включительно, именно в таком порядке. Начало — 32 нулевых байта.',
        ],
        code: CODE.chain,
      },
      {
        title: 'Дерево',
        sentences: [
          'Листья соединяются попарно, пары — снова попарно, и так до одного корня: это дерево из RFC 9162, раздел 2.1. Поэтому несколько хешей вдоль пути наверх показывают, что событие лежит под корнем, — без всех остальных событий.',
        ],
        code: CODE.tree,
      },
      {
        title: 'Контрольная точка',
        sentences: [
          'Через равные промежутки пул подписывает своим ключом Ed25519 число событий, корень над ними и последнее значение цепи. Хеши записаны в base64url без дополнения. Кто сохранил контрольную точку, хотя бы на бумаге, тот узнает, если что-нибудь до неё изменят, — даже если это сделает сам пул.',
        ],
        code: CODE.checkpoint,
      },
      {
        title: 'Доказательство одного события',
        sentences: ['`path` — хеши рядом с путём от листа к корню, начиная с нижнего.'],
        code: CODE.proof,
      },
      {
        title: 'Доказательство отрезка',
        sentences: [
          'JSON Lines. Первая строка говорит, что было раньше: последнее значение цепи и корни целых поддеревьев (`peaks`), начиная с самого большого. Затем по строке на событие; `nodes` — поддеревья, которые с ним становятся целыми, начиная с нижнего. За последним событием, которое покрывает контрольная точка, стоит она сама; `after` — самые большие целые поддеревья от этого места до её размера.',
        ],
        code: CODE.stretch,
      },
      {
        title: 'Чего не покажет никакое доказательство',
        sentences: [
          'Не произошло ли чего-то, что вовсе не было записано. И не создал ли владелец ключа пула весь архив заново: это обнаружит только контрольная точка, которая хранилась в другом месте.',
        ],
      },
    ],
  },
}

const WRONG: Record<Finding['what'], string> = {
  changed: 'изменено',
  missing: 'отсутствует',
  misplaced: 'не на своём месте: стоит под чужим номером или вставлено',
  'not in the chain': 'не в цепи: не продолжает предыдущее',
  'not in the tree': 'не в дереве: хотя бы одно из них — не то, из чего построено дерево',
  'not what was signed': 'подписано не это',
  'not signed by the pool': 'подписана не пулом',
  'not the one you kept': 'не та, которую вы сохранили',
  unreadable: 'записано не так, как пишет сервер',
}

function sayFinding(finding: Finding): string {
  const wrong = WRONG[finding.what]
  if ('size' in finding) return `Контрольная точка над ${counted(finding.size, OF_EVENTS)}: ${wrong}.`
  if ('line' in finding) return `${finding.file}, строка ${finding.line}: ${wrong}.`
  if ('to' in finding) return `События с ${finding.number} по ${finding.to}: ${wrong}.`
  return `Событие ${finding.number}: ${wrong}.`
}

function sayDoubt(doubt: Doubt): string {
  switch (doubt.why) {
    case 'no key':
      return 'Без открытых ключей пула нельзя сказать, кто подписал.'
    case 'no Ed25519':
      return 'Этот браузер не умеет проверять подписи Ed25519. Возьмите более новый.'
    case 'no checkpoint':
      return 'Есть события, которые не покрывает ни одна контрольная точка.'
    case 'gone':
      return `${counted(doubt.events, TEXTS)}, но в этих файлах не сказано, что это сделано по сроку хранения. Возможно, об этом говорит более поздняя часть архива.`
    case 'not ours':
      return `${doubt.file} — не из тех файлов, которые здесь проверяются.`
    case 'not reached':
      return `Сверить с контрольной точкой над ${counted(doubt.size, OF_EVENTS)} не удалось: файлы не проходят через её последнее событие.`
  }
}
