// The shape that every dictionary has to keep: the keys of the English one, and all plural forms of its own language.

export type EnglishForms = { one: string; other: string }
export type RussianForms = { one: string; few: string; many: string; other: string }
export type Forms = EnglishForms | RussianForms

export type Russian<English> = {
  [Key in keyof English]: English[Key] extends string ? string : RussianForms
}

/** Puts values in place of {names}. An unknown name stays as it is, so that a mistake is seen. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** A form a language does not tell apart falls to `other`. */
export function pick(forms: Forms, category: Intl.LDMLPluralRule): string {
  return (forms as Partial<Record<Intl.LDMLPluralRule, string>>)[category] ?? forms.other
}
