/** Sends a file to become a picture of a product. */
const WHOLE = 100

/**
 * Tells how many hundredths of it have gone, which `fetch` does not know. Gives what stood in the way, undefined where
 * nothing did.
 */
export function sendPicture(
  productId: string,
  { file, alt }: { readonly file: File; readonly alt: string },
  tell: (percent: number) => void,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', urlOf(productId, alt))
    request.responseType = 'json'
    request.setRequestHeader('content-type', file.type)
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      tell(total > 0 ? (loaded / total) * WHOLE : 0),
    )
    request.addEventListener('load', () =>
      resolve(request.status >= 200 && request.status < 300 ? undefined : wordsOf(request.response)),
    )
    request.addEventListener('error', () =>
      resolve('The connection broke. Look whether the picture is there, then try again.'),
    )
    request.send(file)
  })
}

function urlOf(productId: string, alt: string): string {
  return `/admin/products/${encodeURIComponent(productId)}/media?${new URLSearchParams({ alt: alt.trim() }).toString()}`
}

function wordsOf(answer: unknown): string {
  const { detail, title } = (answer ?? {}) as { readonly detail?: string; readonly title?: string }
  return detail ?? title ?? 'The picture was not taken. Try again in a few seconds.'
}
