import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export type Language = 'en' | 'de';

/** Texts of a part of the console: German has whatever English has. */
export type Words<W> = Readonly<Record<Language, W>>;

/** Declares the texts of a part; the compiler wants each of them in both languages, with the same parameters. */
export const words = <W,>(en: W, de: NoInfer<W>): Words<W> => ({ en, de });

const LanguageContext = createContext<Language>('en');
export const LanguageProvider = LanguageContext.Provider;

export const useLanguage = (): Language => useContext(LanguageContext);
export const useWords = <W,>(all: Words<W>): W => all[useLanguage()];

/** What the system speaks, for who has not chosen. */
export const languageOfSystem = (languages: readonly string[]): Language =>
  languages.map((one) => one.slice(0, 2).toLowerCase()).find((one): one is Language => one === 'de' || one === 'en') ??
  'en';
