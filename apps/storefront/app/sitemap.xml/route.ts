import { sitemap } from '../../machines/shop-sitemap.ts'

/** Made when it is asked for: it lists what is on sale then. */
export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  return new Response(await sitemap.index(), { headers: { 'content-type': 'application/xml' } })
}
