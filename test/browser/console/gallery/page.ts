import type { Shown } from './screens.ts';

export const looks = [
  { look: 'light', width: 1440, height: 900 },
  { look: 'dark', width: 1440, height: 900 },
  { look: 'light', width: 390, height: 844 },
  { look: 'dark', width: 390, height: 844 },
] as const;

export type PictureLook = (typeof looks)[number];

export const pictureName = (name: string, { look, width }: Pick<PictureLook, 'look' | 'width'>): string =>
  `${name}-${look}-${width}.webp`;

/** The page of the documentation that shows the pictures, in the colours of whoever reads it. */
export const galleryPage = (shown: readonly Shown[]): string => `# The screens of the console

As an administrator of a made-up shop sees them on a Tuesday morning: on a desk and on a phone, in the colours that your system prefers; \`images/console\` has both.
\`npm run pictures\` takes them anew, and writes this page. What each is for: [console.md](console.md).
${shown.map(entry).join('')}`;

const entry = ({ name, title }: Shown): string => `
## ${title}
${picture(name, `${title}, on a desk`, 1440, '76%')}
${picture(name, `${title}, on a phone`, 390, '20%')}
`;

function picture(name: string, alt: string, width: 1440 | 390, share: string): string {
  const address = (look: 'light' | 'dark') => `images/console/${pictureName(name, { look, width })}`;
  return `<picture><source media="(prefers-color-scheme: dark)" srcset="${address('dark')}"><img src="${address('light')}" alt="${alt}" width="${share}"></picture>`;
}
