/** What is in the drawer comes when it is opened first, or about to be: most pages are left without. */
export async function loadDrawer() {
  return { default: (await import('./drawer.tsx')).Drawer }
}

/** Has it ready; where that fails, opening it tries again. */
export function expectDrawer(): void {
  void loadDrawer().catch(() => {})
}
