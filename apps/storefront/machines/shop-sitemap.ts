/** The sitemap of this shop. */
import { isProblem } from '@rialto/client'
import { patientShop, publicUrl } from '../session/shop.ts'
import { openSitemap } from './sitemap.ts'

const PRODUCTS_PER_PAGE = 100

export const sitemap = openSitemap({
  origin: publicUrl,
  countProducts: async () => (await patientShop().search.find({ query: { limit: 1 } })).total,
  places: async () => {
    const { items } = await patientShop().catalog.categories()
    return [
      '/',
      '/search',
      ...items.flatMap(({ slug, productCount }) => (productCount > 0 ? [`/c/${slug}`] : [])),
    ]
  },
  productsAfter: async (cursor) => {
    const query = { sort: 'createdAt', limit: PRODUCTS_PER_PAGE, ...(cursor ? { cursor } : {}) } as const
    try {
      return await patientShop().catalog.list({ query })
    } catch (error) {
      if (cursor !== undefined && isProblem(error, 'invalid_query')) return undefined
      throw error
    }
  },
})
