// Russian word forms: cuts endings in the order of the Snowball algorithm for Russian, in text whose ё is е already.
// Endings are cut only behind the first vowel, so that short words keep what makes them words.

const PERFECTIVE = /(?:(?<=[ая])(?:вшись|вши|в)|(?:ив|ыв)(?:шись|ши|))$/
const REFLEXIVE = /(?:ся|сь)$/
const ADJECTIVE = /(?:ими|ыми|его|ого|ему|ому|ее|ие|ые|ое|ей|ий|ый|ой|ем|им|ым|ом|их|ых|ую|юю|ая|яя|ою|ею)$/
const PARTICIPLE = /(?:(?<=[ая])(?:ем|нн|вш|ющ|щ)|ивш|ывш|ующ)$/
const VERB_AFTER_A = 'ла|на|ете|йте|ли|й|л|ем|н|ло|но|ет|ют|ны|ть|ешь|нно'
const VERB_ALONE =
  'ила|ыла|ена|ейте|уйте|ите|или|ыли|ей|уй|ил|ыл|им|ым|ен|ило|ыло|ено|ят|ует|уют|ит|ыт|ены|ить|ыть|ишь|ую|ю'
const VERB = new RegExp(`(?:(?<=[ая])(?:${VERB_AFTER_A})|${VERB_ALONE})$`)
const NOUN =
  /(?:иями|ями|ами|ией|иям|ием|иях|ев|ов|ие|ье|еи|ии|ей|ой|ий|ям|ем|ам|ом|ах|ях|ию|ью|ия|ья|а|е|и|й|о|у|ы|ь|ю|я)$/
const DERIVED = /ость?$/
const SUPERLATIVE = /ейше?$/
const FIRST_VOWEL = /[аеиоуыэюя]/
const BEHIND_SECOND_VOWEL = /[аеиоуыэюя][^аеиоуыэюя].*?[аеиоуыэюя][^аеиоуыэюя]/

export function stemRussian(word: string): string {
  const vowel = word.search(FIRST_VOWEL)
  if (vowel < 0) return word
  const head = word.slice(0, vowel + 1)
  let rest = withoutInflection(word.slice(vowel + 1))
  if (rest.endsWith('и')) rest = rest.slice(0, -1)
  if (DERIVED.test(rest) && BEHIND_SECOND_VOWEL.test(head + rest.replace(DERIVED, '')))
    rest = rest.replace(DERIVED, '')
  return head + withoutTail(rest)
}

function withoutInflection(rest: string): string {
  const gerundless = cut(rest, PERFECTIVE)
  if (gerundless !== undefined) return gerundless
  const plain = cut(rest, REFLEXIVE) ?? rest
  const noun = cut(plain, ADJECTIVE)
  if (noun !== undefined) return cut(noun, PARTICIPLE) ?? noun
  return cut(plain, VERB) ?? cut(plain, NOUN) ?? plain
}

function withoutTail(rest: string): string {
  if (rest.endsWith('нн')) return rest.slice(0, -1)
  const plain = cut(rest, SUPERLATIVE)
  if (plain !== undefined) return plain.endsWith('нн') ? plain.slice(0, -1) : plain
  return rest.endsWith('ь') ? rest.slice(0, -1) : rest
}

/** Undefined where the ending is not there. */
function cut(rest: string, ending: RegExp): string | undefined {
  const found = ending.exec(rest)
  return found && found[0] !== '' ? rest.slice(0, found.index) : undefined
}
