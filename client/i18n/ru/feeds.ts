// Русский, часть пятая: ленты.

import type { feeds as english } from '../en/feeds.ts'
import type { Russian } from '../forms.ts'

export const feeds: Russian<typeof english> = {
  feeds: 'Ленты',
  egoFeed: 'О вас',
  egoFeedLead: 'Сообщения, где вас упомянули, вам ответили или назвали по имени.',
  newFeed: 'Новая лента',
  editFeed: 'Изменить ленту',
  saveFeed: 'Сохранить ленту',
  savingFeed: 'Сохраняем…',
  removeFeed: 'Удалить ленту',
  feedGone: 'Такой ленты нет.',
  feedGoneText: 'Возможно, её удалили на другом устройстве.',
  feedEmpty: 'Пока ничего не нашлось',
  feedEmptyText:
    'Сообщения появляются здесь по мере поступления. Комнаты, которых нет на этом устройстве, не просматриваются.',
  egoEmptyText: 'Когда вас упомянут или вам ответят, это появится здесь.',
  feedName: 'Название',
  feedWords: 'Слова',
  feedWordsHint: 'Подходят и формы слова, и его части. Фразу возьмите в «кавычки».',
  feedAll: 'Нужны все слова',
  feedAllText: 'Иначе подойдёт любое из них.',
  feedPeople: 'Только от',
  feedPeopleHint: 'Если никто не выбран — от кого угодно.',
  feedRooms: 'Только в комнатах',
  feedRoomsHint: 'Если ничего не выбрано — во всех комнатах на этом устройстве.',
  feedAlert: 'Сообщать сразу',
  feedAlertText: 'Уведомлением, если браузеру разрешено их показывать.',
  feedNameMissing: 'Дайте ленте название.',
  feedNeedsWords: 'Ленте нужны слова или люди.',
  notifications: 'Уведомления',
  notify: 'Уведомлять на этом устройстве',
  notifyText:
    'О том, что касается вас, о лентах, где это включено, и о важных сообщениях. Никогда — пока вы просите не беспокоить.',
  notifyRefused: 'Браузер не разрешает. Это можно изменить в его настройках для этого сайта.',
  announceAlert: '{author} в комнате {room}: {text}',
  announceAlerts: {
    one: '{n} новое оповещение',
    few: '{n} новых оповещения',
    many: '{n} новых оповещений',
    other: '{n} нового оповещения',
  },
  filterList: 'Отобрать',
  foundIn: '{author} в комнате {room}, {time}',
  feedUnread: {
    one: '{n} непрочитанное',
    few: '{n} непрочитанных',
    many: '{n} непрочитанных',
    other: '{n} непрочитанного',
  },
  meantPosts: { one: '{n} о вас', few: '{n} о вас', many: '{n} о вас', other: '{n} о вас' },
  chosenCount: { one: 'выбран {n}', few: 'выбрано {n}', many: 'выбрано {n}', other: 'выбрано {n}' },
}
