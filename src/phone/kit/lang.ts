// Two languages without a library: a function that takes both. The choice stays on the phone.
import type { Text } from '#standards/text.ts';

export type Lang = 'zh' | 'en';
const KEY = 'wengang.phone.lang';
const chosen = (): Lang => {
  const asked = new URLSearchParams(window.location.search).get('lang') ?? localStorage.getItem(KEY);
  return asked === 'en' ? 'en' : 'zh';
};
export const lang: Lang = chosen();
document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
export const t = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
export const tt = (text: Text): string => text[lang];
/** Everything is drawn anew in the other language. */
export const switchLang = (): void => {
  localStorage.setItem(KEY, lang === 'zh' ? 'en' : 'zh');
  const url = new URL(window.location.href);
  url.searchParams.delete('lang');
  window.location.replace(url);
  window.location.reload();
};
