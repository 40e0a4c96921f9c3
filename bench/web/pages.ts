/** A platform of its own with the shop's pages, on ports that are free. */
import { freePort } from '../free-port.ts'
import { openPlatform, type PlatformUnderTest } from '../platform.ts'

/** None that runs already. */
const OWN = { url: undefined, profile: undefined, prefix: 'rialto', pid: undefined, adminUrl: undefined }

export type PagesUnderTest = PlatformUnderTest & { readonly shop: string }

/** `demo` as in RIALTO_DEMO: which shop it is. */
export async function openPages(
  data: string,
  demo: string,
  report: (line: string) => void,
): Promise<PagesUnderTest> {
  process.env['RIALTO_DEMO'] = demo
  process.env['RIALTO_SHOP_PORT'] = String(await freePort())
  const platform = await openPlatform(OWN, data, report)
  const { shop } = platform
  if (shop !== undefined) return { ...platform, shop: shop.replace('localhost', '127.0.0.1') }
  await platform.stop()
  throw new Error('the platform shows no pages')
}
