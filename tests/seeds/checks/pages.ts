/** Pages for shoppers and staff. */
import { each, later, type Verdicts } from '../verdict.ts'

export const pages: Verdicts = each(
  '001-P001 001-P002 001-P003 001-P004 001-P005 001-P006 001-P007 001-P008 002-P001',
  later('the storefront'),
)
