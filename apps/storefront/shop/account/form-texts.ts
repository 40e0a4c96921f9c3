/** The words that every form of the account has. */
import type { FormTexts } from '../../ui/action-form.tsx'
import { words } from '../../words/words.ts'

export function formTexts(submit: string): FormTexts {
  const t = words('account')
  return { submit, summary: t('summary'), show: t('showPassword'), hide: t('hidePassword') }
}
