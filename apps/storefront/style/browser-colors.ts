/** The colours of the page for what cannot read our style sheet: the browser's bars, the installed app's window. */
export const PAGE_COLORS = { light: '#fbfcfa', dark: '#071f22' } as const
/** Those of the pictures that stand beside a link to the shop. */
export const SHARE_COLORS = { ink: '#0b3d42', surface: '#f1f4f0', action: '#c2410c' } as const
