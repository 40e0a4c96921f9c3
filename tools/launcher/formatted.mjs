/** The files whose layout prettier decides. */
export const FORMATTED = ['**/*.{ts,tsx,mjs,css}', '**/{package,tsconfig,knip}.json', '.oxlintrc.json']
