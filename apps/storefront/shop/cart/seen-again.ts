/** When a page that was left is looked at again: another tab may have changed the cart, or a way back kept the page. */
export function whenSeenAgain(listen: () => unknown): () => void {
  const look = () => {
    if (document.visibilityState === 'visible') listen()
  }
  const show = (event: PageTransitionEvent) => {
    if (event.persisted) listen()
  }
  document.addEventListener('visibilitychange', look)
  window.addEventListener('pageshow', show)
  return () => {
    document.removeEventListener('visibilitychange', look)
    window.removeEventListener('pageshow', show)
  }
}
