'use client'
import { Failure } from '../../../admin/shell/failure.tsx'

/** A page failed; the rail and the bar live on. */
export default Failure
