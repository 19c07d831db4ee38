// Where on this machine files are to be written, as an administrator says it.

import * as v from 'valibot'

export const folder = v.pipe(
  v.string('A folder is a path.'),
  v.startsWith('/', 'A folder is given by its whole path, such as /var/lib/backchat-archive.'),
  v.maxLength(1024, 'A path is no longer than 1024 characters.'),
  v.check((path) => !path.includes('\0'), 'A path has no NUL in it.'),
)
