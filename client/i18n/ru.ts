// Все предложения приложения по-русски. Тип требует каждого ключа и каждой формы множественного числа.

import type { en } from './en.ts'
import type { Russian } from './forms.ts'
import { archive } from './ru/archive.ts'
import { around } from './ru/around.ts'
import { errors } from './ru/errors.ts'
import { feeds } from './ru/feeds.ts'
import { managing } from './ru/managing.ts'
import { posts } from './ru/posts.ts'
import { rooms } from './ru/rooms.ts'
import { search } from './ru/search.ts'

export const ru: Russian<typeof en> = {
  ...around,
  ...rooms,
  ...managing,
  ...posts,
  ...search,
  ...feeds,
  ...archive,
  ...errors,
}
