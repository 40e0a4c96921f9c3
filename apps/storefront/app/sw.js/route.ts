/** The worker of the pages, begun with the name of this build: a new one makes it another script, which browsers see. */
import { readBuild } from '../../server/build.ts'
import { work } from '../../worker/work.ts'

const script = `(${work.toString()})(self,${JSON.stringify(readBuild() ?? '')})\n`

export function GET(): Response {
  return new Response(script, {
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
  })
}
