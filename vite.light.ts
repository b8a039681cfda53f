/** Entries written for React and run by preact, which is a tenth of it; the console stays on React, whose edges antd knows. Their e2e walks run the built files. */
export const light = [
  { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
  { find: /^react-dom$/, replacement: 'preact/compat' },
  { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
  { find: /^react$/, replacement: 'preact/compat' },
];
