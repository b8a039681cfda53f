import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import type { Text } from '#standards/text.ts';

export type Lang = 'zh' | 'en';
interface LangState {
  readonly lang: Lang;
  readonly setLang: (lang: Lang) => void;
  /** A person pressed the switch: their choice on this machine goes before what the account says. */
  readonly chooseLang: (lang: Lang) => void;
  /** True where somebody has pressed the switch here. */
  readonly chosen: () => boolean;
}
const Context = createContext<LangState>({ lang: 'zh', setLang: () => undefined, chooseLang: () => undefined, chosen: () => false });
const KEY = 'wengang.lang';
const CHOSEN = 'wengang.lang.chosen';
const chosen = (): boolean => localStorage.getItem(CHOSEN) !== null;

/** The language of this browser; zh-CN first. An account's own choice is set after sign-in. */
export const LangProvider = ({ children, initial }: { children: ReactNode; initial?: Lang }) => {
  const [lang, set] = useState<Lang>(() => initial ?? (localStorage.getItem(KEY) === 'en' ? 'en' : 'zh'));
  const chooseLang = useCallback((next: Lang) => {
    localStorage.setItem(CHOSEN, '1');
    set(next);
  }, []);
  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
    localStorage.setItem(KEY, lang);
  }, [lang]);
  return <Context.Provider value={{ lang, setLang: set, chooseLang, chosen }}>{children}</Context.Provider>;
};

export const useLang = () => useContext(Context);

/** `t('人员', 'People')` or `t(text)`: both languages stand side by side where they are used, so neither can be forgotten. */
export const useT = () => {
  const { lang } = useContext(Context);
  return useCallback(
    (zh: string | Text, en?: string): string => (typeof zh === 'string' ? (lang === 'zh' ? zh : (en ?? zh)) : zh[lang]),
    [lang],
  );
};

/** 9118 → 9,118. */
export const number = (n: number): string => n.toLocaleString('en-US').replace('-', '−');

/** An instant as people here read it: 2026-10-31 14:05 (Shanghai). */
export const instant = (iso: string): string => {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(iso),
  );
  return parts;
};
