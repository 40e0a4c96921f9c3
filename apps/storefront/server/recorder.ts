/** Listens in on an answer while it goes out, and hands it over whole if it is a page that went well. */
import type { ServerResponse } from 'node:http'

const BYTES_MAX = 2_000_000
/** What belongs to the page; everything else belongs to the one answer. */
const KEPT_HEADERS = ['content-type', 'link', 'content-language'] as const

export function record(
  response: ServerResponse,
  done: (bytes: Buffer, headers: Record<string, string>) => void,
): void {
  const taken: Uint8Array[] = []
  let length = 0
  const write = response.write.bind(response) as (...args: unknown[]) => boolean
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse

  const take = (piece: unknown) => {
    if (typeof piece !== 'string' && !(piece instanceof Uint8Array)) return
    length += piece.length
    // Whoever writes may use their bytes again.
    if (length < BYTES_MAX) taken.push(Buffer.from(piece))
  }
  response.write = (...args: unknown[]) => {
    take(args[0])
    return write(...args)
  }
  response.end = (...args: unknown[]) => {
    take(args[0])
    const isPage = String(response.getHeader('content-type')).startsWith('text/html')
    if (response.statusCode === 200 && isPage && length < BYTES_MAX) {
      if (!response.hasHeader('set-cookie')) done(Buffer.concat(taken), keptHeaders(response))
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
