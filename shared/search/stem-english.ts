// English word forms: cuts the endings of inflection, after M. F. Porter's second algorithm, without its rarest rules.
// It need not make a word, only the same thing of the forms of one: harbours, harboured and harbouring are `harbour`.

const VOWEL = /[aeiouy]/
const SHORT_ENDING = /(?:^[aeiouy][^aeiouy]|[^aeiouy][aeiouy][^aeiouywx])$/
const DOUBLED = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/

/** Not forms of anything shorter, or of something that looks otherwise. */
const IRREGULAR = new Map([
  ['news', 'news'],
  ['always', 'always'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['men', 'man'],
  ['women', 'woman'],
  ['children', 'child'],
  ['people', 'person'],
])

const DERIVED: [ending: string, instead: string][] = [
  ['ization', 'ize'],
  ['ational', 'ate'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['fulli', 'ful'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
]

export function stemEnglish(word: string): string {
  if (word.length < 3) return word
  const irregular = IRREGULAR.get(word)
  if (irregular !== undefined) return irregular
  return withoutE(withoutDerivation(withIForY(withoutPast(withoutPlural(word)))))
}

/** From where on endings may be cut: behind the first consonant that follows a vowel. */
function regionOf(word: string): number {
  const found = /[aeiouy][^aeiouy]/.exec(word)
  return found ? found.index + 2 : word.length
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (/(?:ied|ies)$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1)
  if (/(?:us|ss)$/.test(word) || !word.endsWith('s')) return word
  return VOWEL.test(word.slice(0, -2)) ? word.slice(0, -1) : word
}

function withoutPast(word: string): string {
  const eed = /eed(?:ly)?$/.exec(word)
  if (eed) return eed.index >= regionOf(word) ? word.slice(0, eed.index + 2) : word
  const ending = /(?:ed|ing)(?:ly)?$/.exec(word)
  if (!ending || !VOWEL.test(word.slice(0, ending.index))) return word
  return mended(word.slice(0, ending.index))
}

/** What the ending changed before it: hop-ping, hop-ing, creat-ed. */
function mended(base: string): string {
  if (/(?:at|bl|iz)$/.test(base)) return `${base}e`
  if (DOUBLED.test(base)) return base.slice(0, -1)
  return SHORT_ENDING.test(base) && regionOf(base) >= base.length ? `${base}e` : base
}

function withIForY(word: string): string {
  return /.[^aeiouy]y$/.test(word) ? `${word.slice(0, -1)}i` : word
}

function withoutDerivation(word: string): string {
  const region = regionOf(word)
  for (const [ending, instead] of DERIVED)
    if (word.endsWith(ending))
      return word.length - ending.length >= region ? word.slice(0, -ending.length) + instead : word
  if (/[cdeghkmnrt]li$/.test(word) && word.length - 2 >= region) return word.slice(0, -2)
  return word
}

function withoutE(word: string): string {
  if (!word.endsWith('e')) return word
  const base = word.slice(0, -1)
  const region = regionOf(word)
  const isLate = base.length >= region && /[aeiouy][^aeiouy]/.test(base.slice(region))
  return isLate || (base.length >= region && !SHORT_ENDING.test(base)) ? base : word
}
