// The emoji to choose from, with the words by which they are found in both languages. It loads with the picker.

import type { TextKey } from '../i18n/language.ts'

export type Emoji = { emoji: string; words: string }
export type EmojiGroup = { name: TextKey; all: Emoji[] }

const FACES = `
😀 grin happy улыбка радость
😂 joy laugh tears смех слёзы
🙂 smile slight улыбка
😉 wink подмигивание
😊 blush smile smiling румянец улыбка
😍 love heart eyes любовь сердечки
😘 kiss поцелуй
😎 cool sunglasses круто очки
🤔 thinking hmm думаю задумался
🤨 doubt eyebrow сомнение бровь
😐 neutral нейтрально
🙄 roll eyes закатить глаза
😏 smirk ухмылка
😴 sleep сон сплю
😅 sweat phew пот уф
😬 grimace awkward гримаса неловко
😳 flushed смущение
🥳 party celebrate праздник вечеринка
😢 cry sad слеза грусть
😭 sob crying плач рыдаю
😤 huff триумф пар
😡 angry злость гнев
😱 scream shock ужас крик
🤯 mind blown взрыв мозга
🥺 please pleading умоляю
🤗 hug объятие
🤝 handshake deal рукопожатие договор
🤷 shrug не знаю пожать плечами
🤦 facepalm фейспалм
🫡 salute yes честь есть
🤖 robot bot робот
👻 ghost призрак
`
const HANDS = `
👍 thumbs up yes like agree ok да нравится согласен палец
👎 thumbs down no dislike нет против палец
👏 clap bravo аплодисменты браво
🙏 thanks please pray спасибо прошу
🙌 hooray hands ура руки
👌 ok perfect отлично ладно
✌️ peace victory мир победа
🤞 fingers crossed luck удачи скрестить
👋 wave hello bye привет пока
✋ hand stop raise рука стоп
👉 point right вправо указать
👆 point up вверх указать
💪 strong muscle сила
👀 eyes look looking смотрю глаза
🧠 brain мозг
👂 ear listen слушаю ухо
🙋 raise hand question вопрос рука
🙇 bow поклон
👨‍💻 coder developer программист
👷 worker builder рабочий
👮 police officer полиция
🧑‍🚒 firefighter пожарный
🧑‍⚕️ doctor врач
`
const THINGS = `
🎉 tada party congratulations праздник поздравляю ура
🎂 cake birthday торт день рождения
🎁 gift present подарок
🏆 trophy win кубок победа
🥇 medal first медаль первый
🚀 rocket ship launch ракета запуск
🔥 fire hot огонь
💡 idea light bulb идея лампочка
💬 speech comment речь сообщение
📌 pin pinned кнопка закрепить
📎 clip attach скрепка
📝 memo note write заметка писать
📅 calendar date календарь дата
⏰ alarm clock time будильник время
⏳ hourglass wait ждать часы
🔒 lock closed замок закрыто
🔑 key ключ
🔧 wrench fix repair ключ чинить
🔨 hammer build молоток
⚙️ gear settings шестерня настройки
🧪 test tube experiment опыт тест
🐛 bug insect баг жук
💻 laptop computer ноутбук компьютер
📱 phone mobile телефон
📞 call phone звонок
📷 camera photo камера фото
📦 package box посылка коробка
🚚 truck delivery доставка грузовик
🚢 ship vessel судно корабль
⚓ anchor якорь
✈️ plane flight самолёт рейс
🚗 car машина
🚂 train поезд
🏠 home house дом
🏢 office building офис
💰 money деньги
📈 chart up growth рост график
📉 chart down fall падение график
🔔 bell notify колокол уведомление
🔇 mute silent тихо без звука
🎧 headphones наушники
🎯 target goal цель
`
const NATURE = `
☀️ sun sunny солнце
🌙 moon night луна ночь
⭐ star звезда
🌈 rainbow радуга
☁️ cloud облако
🌧️ rain дождь
⛈️ storm thunder гроза шторм
❄️ snow cold снег холод
🌊 wave sea волна море
🌱 seedling grow росток
🌸 blossom flower цветок
🌹 rose роза
🎄 christmas tree new year ёлка новый год
🐱 cat кошка
🐶 dog собака
🐻 bear медведь
🦊 fox лиса
🐢 turtle slow черепаха медленно
🦄 unicorn единорог
🐝 bee пчела
☕ coffee кофе
🍵 tea чай
🍺 beer пиво
🍷 wine вино
🍕 pizza пицца
🍞 bread хлеб
🍲 soup lunch food суп обед
🍎 apple яблоко
🍌 banana банан
🍓 strawberry клубника
`
const SIGNS = `
❤️ heart love red сердце любовь
💚 green heart зелёное сердце
💙 blue heart синее сердце
💔 broken heart разбитое сердце
💯 hundred perfect сто
✅ check done yes готово да галочка
☑️ checkbox галочка
❌ cross no wrong нет крест ошибка
❗ exclamation important важно восклицание
❓ question вопрос
⚠️ warning attention внимание осторожно
🚫 forbidden no запрет нельзя
🛑 stop стоп
♻️ recycle again снова
➕ plus add плюс
➖ minus remove минус
⬆️ up вверх
⬇️ down вниз
➡️ right next вправо дальше
⬅️ left back влево назад
🔴 red circle красный
🟡 yellow circle жёлтый
🟢 green circle зелёный
🔵 blue circle синий
🆗 ok ок
🆕 new новое
🔁 repeat повтор
🔗 link ссылка
✨ sparkles new magic блеск магия
💤 zzz sleep сон
🏁 finish flag финиш флаг
🏳️ white flag surrender белый флаг
`

function read(table: string): Emoji[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const at = line.indexOf(' ')
      return { emoji: line.slice(0, at), words: line.slice(at + 1) }
    })
}

export const EMOJI_GROUPS: readonly EmojiGroup[] = [
  { name: 'emojiFaces', all: read(FACES) },
  { name: 'emojiHands', all: read(HANDS) },
  { name: 'emojiThings', all: read(THINGS) },
  { name: 'emojiNature', all: read(NATURE) },
  { name: 'emojiSigns', all: read(SIGNS) },
]

export const ALL_EMOJI: readonly Emoji[] = EMOJI_GROUPS.flatMap(({ all }) => all)
