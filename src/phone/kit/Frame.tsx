// The frame of every page: what waits, the title that takes the focus, read aloud, the bar below.
import { type ReactNode, useEffect, useRef } from 'react';
import { switchLang, t } from './lang.ts';

/** Whether the people here are invented, as the server last said. */
export const DEMO = 'wengang.phone.demo';
const readAloud = (): void => {
  speechSynthesis.cancel();
  // as it is seen, line by line: buttons that are hidden are not read
  // biome-ignore lint/performance/useDomNodeTextContent: textContent runs lines into each other
  const words = new SpeechSynthesisUtterance(document.querySelector('main')?.innerText ?? '');
  words.lang = document.documentElement.lang;
  words.rate = 0.95;
  speechSynthesis.speak(words);
};
interface Props {
  readonly title: string;
  readonly back?: string;
  readonly bar?: ReactNode;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}
export const Frame = ({ title, back, bar, foot, children }: Props) => {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('稳岗', 'Wengang')}`;
    head.current?.focus();
  }, [title]);
  return (
    <>
      <header>
        {bar}
        <div className="top">
          {back === undefined ? (
            <span className="brand">
              <img src="/favicon.svg" alt="" />
              {t('稳岗', 'Wengang')}
              {localStorage.getItem(DEMO) === '1' && <span className="chip">{t('演示', 'Demo')}</span>}
            </span>
          ) : (
            <a className="back" href={`#${back}`}>
              <span aria-hidden="true">‹</span> {t('返回', 'Back')}
            </a>
          )}
          <span className="tools">
            <button type="button" className="small" lang={t('en', 'zh-CN')} onClick={switchLang}>
              {t('English', '中文')}
            </button>
            {'speechSynthesis' in window && (
              <button type="button" className="small" onClick={readAloud}>
                {t('读给我听', 'Read aloud')}
              </button>
            )}
          </span>
        </div>
      </header>
      <main>
        <h1 ref={head} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </main>
      {foot}
    </>
  );
};
