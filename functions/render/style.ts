/** Colours that hold 4.5:1 contrast on their grounds; the dark ones replace them where the reader prefers dark. */
export const light = { ground: '#ffffff', card: '#f6f7f9', ink: '#1b1f24', faint: '#57606a', line: '#d0d7de' };
const dark = { ground: '#14171a', card: '#1f2428', ink: '#e8eaed', faint: '#a8b1ba', line: '#3d444d' };

export const buttonColour = { ACCEPT: '#1a7f37', RESOLVE: '#0a5cad', ESCALATE: '#a0410d' } as const;

/** Classes carry the dark colours, because inline styles cannot ask what the reader prefers. */
export const darkStyle = [
  ':root{color-scheme:light dark}',
  '@media (prefers-color-scheme:dark){',
  `.ground{background:${dark.ground}!important;color:${dark.ink}!important}`,
  `.card{background:${dark.card}!important;border-color:${dark.line}!important}`,
  `.ink{color:${dark.ink}!important}`,
  `.faint{color:${dark.faint}!important}`,
  '}',
].join('');
