/** Numbers as people type them, and as spreadsheets hand them over. */

/** “1,299.90”, “1299,9” and “$ 12” are amounts; undefined for what is none, or has more decimals than there can be. */
export function amountIn(text: string, digits: number): number | undefined {
  const bare = text.replaceAll(/[\s\u00a0\u202f'’]|[A-Z]{3}|\p{Sc}/gu, '')
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)
    ? bare.replaceAll(',', '')
    : /^\d{1,3}(\.\d{3})+,\d+$/.test(bare)
      ? bare.replaceAll('.', '').replace(',', '.')
      : bare.replace(/,(?=\d{1,4}$)/, '.')
  if (!/^\d{1,12}(\.\d+)?$/.test(plain)) return undefined
  const decimals = (plain.split('.')[1] ?? '').replace(/0+$/, '')
  return decimals.length > digits ? undefined : Number(plain)
}

/** “40” and “1,200”; undefined for what is no whole number. */
export function wholeIn(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f,'’]/g, '')
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined
}
