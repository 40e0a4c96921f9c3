/** Listens in on an answer while it goes out, and hands it over whole if it is a page that went well. */
import type { ServerResponse } from 'node:http'

const CHARACTERS_MAX = 2_000_000
/** What belongs to the page; everything else belongs to the one answer. */
const KEPT_HEADERS = ['content-type', 'link', 'content-language'] as const

export function record(
  response: ServerResponse,
  done: (text: string, headers: Record<string, string>) => void,
): void {
  const decoder = new TextDecoder()
  let text = ''
  const write = response.write.bind(response) as (...args: unknown[]) => boolean
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse

  const take = (piece: unknown) => {
    if (typeof piece === 'string') text += piece
    else if (piece instanceof Uint8Array) text += decoder.decode(piece, { stream: true })
  }
  response.write = (...args: unknown[]) => {
    if (text.length < CHARACTERS_MAX) take(args[0])
    return write(...args)
  }
  response.end = (...args: unknown[]) => {
    if (typeof args[0] !== 'function') take(args[0])
    text += decoder.decode()
    const isPage = String(response.getHeader('content-type')).startsWith('text/html')
    if (response.statusCode === 200 && isPage && text.length < CHARACTERS_MAX) {
      if (!response.hasHeader('set-cookie')) done(text, keptHeaders(response))
    }
    return end(...args)
  }
}

function keptHeaders(response: ServerResponse): Record<string, string> {
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = response.getHeader(name)
    return typeof value === 'string' ? [[name, value] as const] : []
  })
  return {
    ...Object.fromEntries(kept),
    'cache-control': 'private, no-cache',
    vary: 'Cookie, RSC, Accept-Encoding',
  }
}
