import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { readAbout } from '#platform/contract.ts';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { type Pair, pairKindTexts } from '../contract.ts';
import { daysSince } from './pairWords.ts';

interface Props {
  readonly items: readonly Pair[];
  readonly current: string | undefined;
  readonly later: ReadonlySet<string>;
  readonly onOpen: (id: string) => void;
  readonly next: string | null;
  readonly first: boolean;
  readonly onPage: (cursor: string | undefined) => void;
}

/** The cases: whom, what kind, how alike, since when, where. */
export const PairList = ({ items, current, later, onOpen, next, first, onPage }: Props) => {
  const t = useT();
  const list = useRef<HTMLElement>(null);
  // the case in work stays in sight when keys go through the list
  // biome-ignore lint/correctness/useExhaustiveDependencies: exactly when another case is opened
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest' });
  }, [current]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
    <section className="desk-list" ref={list} aria-label={t('待看的对子', 'Pairs')} tabIndex={0}>
      <ul>
        {items.map((p) => (
          <li key={p.id}>
            <button
              type="button"
              className="desk-item"
              {...(p.id === current ? { 'aria-current': 'true' as const } : {})}
              onClick={() => onOpen(p.id)}
            >
              <span className="row sp">
                <b className="el">
                  {p.unread && <G k="info" label={t('未读', 'unread')} />} {names(p, t('辖区外', 'outside'))}
                </b>
                <span className="num s12 nowrap">{t(`${p.score} 分`, `${p.score} points`)}</span>
              </span>
              <span className="row sp s13">
                <span className="sub el">
                  {t(pairKindTexts[p.kind])}
                  {t('，', ', ')}
                  {p.a.county === p.b.county
                    ? p.a.homeName || p.a.county
                    : t(`${p.a.county}和${p.b.county}`, `${p.a.county} and ${p.b.county}`)}
                </span>
                <Age pair={p} put={later.has(p.id)} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="desk-foot">
        {!first && (
          <Button size="small" onClick={() => onPage(undefined)}>
            {t('回到开头', 'First page')}
          </Button>
        )}
        {next && (
          <Button size="small" onClick={() => onPage(next)}>
            {t('后面的', 'More')}
          </Button>
        )}
        <span className="desk-keys">
          <kbd>J</kbd> <kbd>K</kbd> {t('下一对、上一对', 'next, previous')}
        </span>
      </div>
    </section>
  );
};

/** 莫桂兰 或 莫桂蓝: one name where both agree. */
const names = (pair: Pair, outside: string): string => {
  const [a, b] = [pair.a.visible ? pair.a.name : outside, pair.b.visible ? pair.b.name : outside];
  return a === b ? a : `${a} / ${b}`;
};

const Age = ({ pair, put }: { pair: Pair; put: boolean }) => {
  const t = useT();
  // a demonstration stands still on its day
  const about = useRead(readAbout, {}).data;
  if (put) return <span className="s12 mute nowrap">{t('先放着', 'put aside')}</span>;
  const days = daysSince(pair.found, about?.demonstrationDay ? Date.parse(about.demonstrationDay) : undefined);
  return (
    <span className={`s12 nowrap ${days > 7 && pair.state === 'open' ? 'desk-old' : 'mute'}`}>
      {days === 0 ? t('今天', 'today') : t(`${days} 天`, days === 1 ? '1 day' : `${days} days`)}
    </span>
  );
};
