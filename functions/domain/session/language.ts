import type { Language } from '../user/user.ts';

/** The language a browser asks for (`Accept-Language`): German where it is wanted more than English, otherwise English. */
export function askedLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.toLowerCase().split(';');
      const quality = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find((text) => text !== undefined);
      return { language: tag.trim().split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    });
  const qualityOf = (language: Language) =>
    Math.max(0, ...wanted.filter((one) => one.language === language).map(({ quality }) => quality));
  return qualityOf('de') > qualityOf('en') ? 'de' : 'en';
}
