/** How well a thing was judged, and by how many; nothing where nobody has. */
import { Star } from 'lucide-react'
import { currentLocale } from '../page/here.ts'
import { words } from '../words/words.ts'

export function Stars({ rating }: { readonly rating: { readonly average: number; readonly count: number } }) {
  const { average, count } = rating
  if (count === 0) return null
  const t = words('product')
  const figure = new Intl.NumberFormat(currentLocale(), { maximumFractionDigits: 1 }).format(average)
  return (
    <span className="inline-flex items-center gap-1 text-small text-muted">
      <Star aria-hidden size={14} strokeWidth={1.75} className="fill-current" />
      <span className="sr-only">{t('rated', { average: figure, count })}</span>
      <span aria-hidden className="tabular-nums">
        {figure} ({count})
      </span>
    </span>
  )
}
