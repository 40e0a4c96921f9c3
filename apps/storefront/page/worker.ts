/** Has the browser begin the worker that shows something where there is no connection; once the page is there. */
import { isDevelopment } from '../session/shop.ts'

/** Undefined where pages are compiled as they go: a worker would keep what is old by the next line. */
export const WORKER_SCRIPT = isDevelopment
  ? undefined
  : `'serviceWorker'in navigator&&addEventListener('load',function(){
navigator.serviceWorker.register('/sw.js').catch(function(){})})`
