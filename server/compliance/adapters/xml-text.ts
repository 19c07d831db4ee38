// Text inside XML 1.0. Some characters may not stand there even escaped; a reader would refuse the whole file for one of them.

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
/** Readers turn a bare carriage return into a line feed, and in attributes every white space into a space. */
const MARKUP = /[&<>"\t\n\r]/g

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Whether something of it cannot be written down as it is. */
export function holdsForbidden(text: string): boolean {
  return !text.isWellFormed() || text.search(FORBIDDEN) >= 0
}

/** For elements. */
export function xmlText(text: string): string {
  return escaped(text, /[&<>\r]/g)
}

/** For attributes in double quotes. */
export function xmlAttribute(text: string): string {
  return escaped(text, MARKUP)
}

function escaped(text: string, markup: RegExp): string {
  return text
    .toWellFormed()
    .replaceAll(FORBIDDEN, '\ufffd')
    .replaceAll(markup, (character) => ESCAPES[character] ?? `&#${character.charCodeAt(0)};`)
}

export function xmlElement(name: string, text: string): string {
  return `<${name}>${xmlText(text)}</${name}>`
}
