import { Button, Checkbox } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { number, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import type { Finding } from '../../contractDesk.ts';

interface Props {
  readonly title: string;
  readonly total: number | null | undefined;
  readonly items: readonly Finding[];
  readonly current: string | undefined;
  readonly ticked: ReadonlySet<string>;
  /** Null: nothing can be done with several. */
  readonly onTick: ((id: string) => void) | null;
  readonly onOpen: (id: string) => void;
  readonly oldest: boolean;
  readonly onSort: (oldest: boolean) => void;
  readonly next: string | null;
  readonly first: boolean;
  readonly onPage: (cursor: string | undefined) => void;
  readonly bulk: ReactNode;
}

export const FindingList = ({ title, total, items, current, ticked, onTick, onOpen, oldest, onSort, next, first, onPage, bulk }: Props) => {
  const t = useT();
  const list = useRef<HTMLElement>(null);
  // the case in work stays in sight when keys go through the list
  // biome-ignore lint/correctness/useExhaustiveDependencies: exactly when another case is opened
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest' });
  }, [current]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
    <section className="finding-list" ref={list} aria-label={title} tabIndex={0}>
      <div className="finding-head row sp">
        <h2>
          {title}{' '}
          <span className="mute s12">
            {total === undefined ? '' : total === null ? t('超过 10,000 件', 'more than 10,000') : t(`${number(total)} 件`, number(total))}
          </span>
        </h2>
        <Button type="text" size="small" onClick={() => onSort(!oldest)}>
          {oldest ? t('旧的在前', 'Oldest first') : t('新的在前', 'Newest first')}
        </Button>
      </div>
      <ul>
        {items.map((f) => (
          <li key={f.id} className="finding-line" {...(f.id === current ? { 'data-current': true } : {})}>
            {onTick && (
              <Checkbox
                className="finding-tick"
                checked={ticked.has(f.id)}
                onChange={() => onTick(f.id)}
                aria-label={t(`选中${f.person.name}：${f.ruleName.zh}`, `Tick ${f.person.name}: ${f.ruleName.en}`)}
              />
            )}
            <button
              type="button"
              className="finding-item"
              {...(f.id === current ? { 'aria-current': 'true' as const } : {})}
              onClick={() => onOpen(f.id)}
            >
              <span className="row sp">
                <b className="el">
                  {f.severity === 'hint' && <G k="info" label={t('线索', 'lead')} s={12} />}{' '}
                  {f.person.name || t('（看不到姓名）', '(name not shown)')}
                </b>
                <span className={`s12 num nowrap ${f.late ? 'desk-late' : 'mute'}`}>
                  {f.state === 'open'
                    ? f.days === 0
                      ? t('今天', 'today')
                      : t(`${f.days} 天`, f.days === 1 ? '1 day' : `${f.days} days`)
                    : f.closed}
                </span>
              </span>
              <span className="row sp s13">
                <span className="sub el">{t(f.text)}</span>
                <span className="s12 mute nowrap">{f.assignee?.name ?? f.officeName}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="finding-foot">
        {bulk}
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
          <kbd>J</kbd> <kbd>K</kbd> {t('下一件、上一件', 'next, previous')} <kbd>X</kbd> {t('选中', 'tick')} <kbd>?</kbd>{' '}
          {t('全部按键', 'all keys')}
        </span>
      </div>
    </section>
  );
};
