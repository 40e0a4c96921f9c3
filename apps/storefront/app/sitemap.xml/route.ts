import { sitemap } from '../../machines/shop-sitemap.ts'

export async function GET(): Promise<Response> {
  return new Response(await sitemap.index(), { headers: { 'content-type': 'application/xml' } })
}
