/** The colours of the page for what cannot read our style sheet: the browser's bars, the installed app's window. */
export const PAGE_COLORS = { light: '#fbfcfa', dark: '#071f22' } as const
