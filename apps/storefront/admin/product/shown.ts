/** After a change to a product the shop's pages that show it are made anew. */
import { forgetPages } from '../../page/page.ts'

export function forgetProducts(ids: readonly string[]): void {
  forgetPages([...ids.map((id) => `product:${id}`), 'catalogue', 'categories'])
}
