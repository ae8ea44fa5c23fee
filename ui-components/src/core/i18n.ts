import en from '../i18n/en.json';
import zh from '../i18n/zh-CN.json';

export type TextKey = keyof typeof en;

const catalogues: Record<string, Record<string, string>> = { en, 'zh-CN': zh };
let current = 'en';
let texts: Record<string, string> = en;

/** Chooses the language of every later {@link t}; an unknown one means English. */
export function setLocale(locale: string): void {
  current = catalogues[locale] ? locale : 'en';
  texts = catalogues[current]!;
}

export function locale(): string {
  return current;
}

/** Adds the texts of a script that is loaded later. */
export function learnTexts(more: Record<string, Record<string, string>>): void {
  for (const [tag, added] of Object.entries(more)) Object.assign(catalogues[tag]!, added);
}

/** The core text `key`, with `{name}` parts filled. English has a second form, `key.one`, for a `count` of one. */
export function t(key: TextKey, args: Record<string, string | number> = {}): string {
  const single = args['count'] === 1 ? texts[`${key}.one`] : undefined;
  const text = single ?? texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = args[name];
    return value === undefined ? whole : typeof value === 'number' ? value.toLocaleString(current) : value;
  });
}

/** A core text whose key is only known at run time, or `fallback` when there is none. */
export function tOr(key: string, fallback: string): string {
  return texts[key] ?? fallback;
}

/** What a language calls itself, so that its readers find it. */
export function languageName(tag: string): string {
  return tag === 'zh-CN' ? '简体中文' : tag === 'en' ? 'English' : tag;
}
