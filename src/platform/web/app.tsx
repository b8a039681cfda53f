import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useMemo } from 'react';
import type { CallFailed } from './api.ts';
import { LangProvider, useLang } from './lang.tsx';
import { antdTheme, fontUI } from './theme.ts';

const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';

/**
 * antd hands its nonce on to all its styles but those of the scroll lock behind a dialog. Every style element that our own script makes gets the
 * page's nonce, so that the strict policy stands without exceptions. Called once, before anything is drawn.
 */
export const giveStylesTheNonce = (): void => {
  const create = document.createElement.bind(document);
  document.createElement = ((tag: string, options?: ElementCreationOptions) => {
    const element = create(tag, options);
    if (tag.toLowerCase() === 'style') element.nonce = nonce();
    return element;
  }) as typeof document.createElement;
};

/** The providers every shell and every page test stands in: language, theme, queries. */
export const Providers = ({ children, onSignedOut }: { children: ReactNode; onSignedOut?: () => void }) => {
  const client = useMemo(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            staleTime: 10_000,
            refetchOnWindowFocus: false,
            // a refusal is an answer; only silence is worth asking again
            retry: (count, error) => (error as CallFailed).code === 'network' && count < 2,
            throwOnError: (error) => {
              if ((error as CallFailed).code === 'platform.notSignedIn') onSignedOut?.();
              return false;
            },
          },
        },
      }),
    [onSignedOut],
  );
  return (
    <LangProvider>
      <QueryClientProvider client={client}>
        <Themed>{children}</Themed>
      </QueryClientProvider>
    </LangProvider>
  );
};

/**
 * base.css ends every transition where less motion is asked for; antd must know it too, or it waits for an end that never comes and leaves the
 * wheel standing in a button that has long been ready.
 */
const motion = () => !window.matchMedia?.('(prefers-reduced-motion: reduce)').matches;
const themeOf = (fontFamily: string) => ({ ...antdTheme, token: { ...antdTheme.token, fontFamily, motion: motion() } });

const Themed = ({ children }: { children: ReactNode }) => {
  const { lang } = useLang();
  dayjs.locale(lang === 'zh' ? 'zh-cn' : 'en');
  return (
    <ConfigProvider
      locale={lang === 'zh' ? zhCN : enUS}
      theme={useMemo(() => themeOf(lang === 'zh' ? fontUI : `"WG Latin EN",${fontUI}`), [lang])}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      csp={{ nonce: nonce() }}
    >
      {children}
    </ConfigProvider>
  );
};
