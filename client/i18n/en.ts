// Every sentence of the app in English. This dictionary gives the others their keys; plural texts carry forms.

import { archive } from './en/archive.ts'
import { around } from './en/around.ts'
import { errors } from './en/errors.ts'
import { feeds } from './en/feeds.ts'
import { managing } from './en/managing.ts'
import { posts } from './en/posts.ts'
import { rooms } from './en/rooms.ts'
import { search } from './en/search.ts'

export const en = { ...around, ...rooms, ...managing, ...posts, ...search, ...feeds, ...archive, ...errors }
