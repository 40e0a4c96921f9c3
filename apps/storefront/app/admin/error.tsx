'use client'
import { Failure } from '../../admin/shell/failure.tsx'

/** The rail or the bar failed, or the door. */
export default Failure
