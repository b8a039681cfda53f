import { AutoComplete, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import type { PageDef, SearchHit } from '#platform/web/pages.ts';
import { useCan } from '#platform/web/session.tsx';
import { searches } from './capabilities.ts';

/** One bar for everything; each capability answers for its own things. */
export const SearchBar = ({ pages }: { pages: readonly PageDef[] }) => {
  const t = useT();
  const { lang } = useLang();
  const can = useCan();
  const go = useNavigate();
  const [text, setText] = useState('');
  const [hits, setHits] = useState<readonly (SearchHit & { readonly group: string })[]>([]);
  const [asked, setAsked] = useState('');
  const abort = useRef<AbortController | null>(null);
  useEffect(() => {
    const query = text.trim();
    abort.current?.abort();
    if (!query) {
      // the same empty list again would draw the shell anew, and its new pages would bring us back here for ever
      setHits((old) => (old.length ? [] : old));
      setAsked('');
      return;
    }
    const controller = new AbortController();
    abort.current = controller;
    const timer = window.setTimeout(async () => {
      const found = pages
        .filter((p) => p.nav && (p.nav.text.zh.includes(query) || p.nav.text.en.toLowerCase().includes(query.toLowerCase())))
        .map((p) => ({
          id: `page:${p.path}`,
          title: t(p.nav!.text),
          sub: '',
          to: p.path.replace(/\/[:*].*$/, ''),
          group: t('页面', 'Pages'),
        }));
      const more = await Promise.all(
        searches
          .filter((s) => can(s.can))
          .map((s) =>
            s.find(query, lang, controller.signal).then(
              (list) => list.map((h) => ({ ...h, group: t(s.text) })),
              () => [],
            ),
          ),
      );
      if (controller.signal.aborted) return;
      setHits([...found, ...more.flat()]);
      setAsked(query);
    }, 180);
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [text, pages, lang, can, t]);
  return (
    <div className="find">
      <AutoComplete
        id="find"
        value={text}
        onChange={setText}
        className="find-box"
        options={hits.map((h) => ({
          value: h.to,
          label: (
            <span className="row sp">
              <span className="el">
                {h.title} <span className="mute s12">{h.sub}</span>
              </span>
              <span className="mute s12 nowrap">{h.group}</span>
            </span>
          ),
        }))}
        onSelect={(to: string) => {
          setText('');
          void go(to);
        }}
        notFoundContent={asked && asked === text.trim() ? t(`没有找到“${asked}”`, `Nothing found for “${asked}”`) : null}
      >
        <Input
          aria-label={t('查找', 'Search')}
          placeholder={
            can('workers.see')
              ? t('查人：姓名、拼音、证件号后六位、手机；也查地名和页面', 'Find: name, pinyin, last six, phone, place')
              : t('查找：页面、辖区、拼音或代码', 'Find: pages, areas, pinyin or code')
          }
          prefix={<I n="search" />}
          suffix={<kbd>/</kbd>}
        />
      </AutoComplete>
    </div>
  );
};
