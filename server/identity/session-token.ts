// The session that a request names, when nothing about it is in doubt: a cookie or a bearer token that the identity
// library signed. The library itself takes a request apart and builds it anew for every question, which costs ten
// times the look-up; whatever is not plain here is left to it.

import { createHmac, timingSafeEqual } from 'node:crypto'

const BEARER = /^bearer +(\S+)$/i

/** The token under a good signature; undefined when there is none, or when the library should decide. */
export function signedToken(headers: Headers, { cookie, secret }: { cookie: string; secret: string }) {
  const authorization = headers.get('authorization')
  const shown = authorization === null ? cookieIn(headers, cookie) : BEARER.exec(authorization)?.[1]
  const signed = shown === undefined ? undefined : decoded(shown)
  const dot = signed?.lastIndexOf('.') ?? -1
  if (signed === undefined || dot < 1) return undefined
  const token = signed.slice(0, dot)
  const given = Buffer.from(signed.slice(dot + 1))
  const right = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'))
  return given.length === right.length && timingSafeEqual(given, right) ? token : undefined
}

function cookieIn(headers: Headers, name: string): string | undefined {
  const pairs = headers.get('cookie')?.split(/; */) ?? []
  const found = pairs.filter((pair) => pair.startsWith(`${name}=`))
  return found.length === 1 ? found[0]?.slice(name.length + 1) : undefined
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
