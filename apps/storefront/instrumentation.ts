/** What goes wrong while a page is made goes into the log, by the name that the page shows to whoever saw it fail. */
import type { Instrumentation } from 'next'

export const onRequestError: Instrumentation.onRequestError = (error, { method, path }) => {
  const { digest = 'unnamed', stack = String(error) } = error as { digest?: string; stack?: string }
  process.stderr.write(`shop: failure ${digest} at ${method} ${path}: ${stack}\n`)
}
