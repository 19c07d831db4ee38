// I am going: this connection leaves every room it is in. Closing the connection does the same.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'

export const quit = defineCommand('quit', {
  data: v.optional(v.strictObject({}), {}),
  reply: v.object({}),
})
