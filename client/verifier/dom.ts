// Elements from words: text stays text, whatever stands in a file.

type Child = Node | string
type Props = Record<string, string | boolean | undefined>

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(props))
    if (value === true) made.setAttribute(name, '')
    else if (typeof value === 'string') made.setAttribute(name, value)
  made.append(...children)
  return made
}

/** A sentence in which `code` stands between backquotes. */
export function sentence(tag: 'p' | 'li' | 'small', text: string): HTMLElement {
  const parts = text.split('`').map((part, at) => (at % 2 === 1 ? element('code', {}, part) : part))
  return element(tag, {}, ...parts)
}
