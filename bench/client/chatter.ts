// What people say in the room of the bench: short lines, paragraphs, links, code and Russian, as in a room that
// works for a living. Everything follows from the number, so that two runs draw the same.

const WORDS =
  'the crane on quay four is back after its check please move the second barge before noon because the tide turns at ten and nobody wants to wait until evening we still need a signature from the office and the papers for the reefer containers are in the usual folder'.split(
    ' ',
  )
const RUSSIAN =
  'кран на четвёртом причале снова работает просьба до обеда перегнать вторую баржу документы лежат в общей папке ждём подпись из конторы и сводку погоды на вечер'.split(
    ' ',
  )
const DAY_MS = 24 * 60 * 60_000
const BEGAN = Date.UTC(2025, 9, 1, 6)

export const SPEAKERS = ['grace', 'linus', 'edsger', 'barbara', 'alan', 'margaret']

/** A cheap number from 0 up to `below` that looks random. */
function chance(number: number, below: number): number {
  return (Math.imul(number ^ (number >>> 7), 0x9e3779b1) >>> 8) % below
}

/** Runs of a few posts per person, so that there are groups to draw. */
export function speakerOf(number: number): string {
  return SPEAKERS[chance(Math.floor(number / 3), SPEAKERS.length)] ?? 'grace'
}

/** About 280 posts a day, so that days begin where days begin. */
export function spokenAt(number: number): number {
  const day = Math.floor(number / 280)
  return BEGAN + day * DAY_MS + (number % 280) * 150_000
}

function words(number: number, count: number): string {
  const from = number % 5 === 0 ? RUSSIAN : WORDS
  return Array.from({ length: count }, (_, index) => from[chance(number + index * 31, from.length)]).join(' ')
}

export function said(number: number): string {
  const kind = chance(number, 20)
  if (kind === 0) return `${words(number, 12)}\n\n${words(number + 1, 40)}\n${words(number + 2, 25)}`
  if (kind === 1)
    return `${words(number, 6)} https://port.example/berths/${number}?day=${number % 31} (${number})`
  if (kind === 2)
    return `${words(number, 4)}\n\`\`\`\nberth = ${number}\nmoor(berth, { until: "22:00" })\n\`\`\``
  if (kind === 3) return '👍🚢'
  return `${words(number, 3 + chance(number, 22))} \`${number}\``
}
