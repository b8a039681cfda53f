import { Button } from 'antd';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { I } from '#platform/web/icons.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Loading } from '#platform/web/states.tsx';
import { ancestorCodes, COUNTRY_CODE } from '#standards/divisions/codes.ts';
import { type Children, type TreeRow, useDivisionTree } from './useDivisionTree.ts';

interface Item extends TreeRow {
  readonly depth: number;
  readonly place: number;
  readonly among: number;
}

interface Props {
  readonly code: string;
  readonly onOpen: (code: string) => void;
}

// A page starts anew for another division; what was opened and how far it was scrolled stays.
const kept: { open: ReadonlySet<string>; top: number } = { open: new Set(), top: 0 };

/**
 * The tree to walk through, one tab stop: arrows move and open, Enter goes there, letters are left to the page. Divisions come from the static file of
 * their province, so opening a county costs no request.
 */
export const DivisionTree = ({ code, onOpen }: Props) => {
  const t = useT();
  const [open, setOpen] = useState<ReadonlySet<string>>(kept.open);
  const [at, setAt] = useState(code);
  const box = useRef<HTMLDivElement>(null);
  const tree = useDivisionTree(open);
  useEffect(() => {
    kept.open = open;
  }, [open]);
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = kept.top;
  }, []);
  useEffect(() => {
    setAt(code);
    if (code !== COUNTRY_CODE) setOpen((old) => new Set([...old, ...ancestorCodes(code), code]));
  }, [code]);
  // the chosen one is brought into view inside the tree only; the page does not jump
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another is chosen, or its row has arrived
  useEffect(() => {
    const row = box.current?.querySelector<HTMLElement>('[aria-selected=true]');
    if (row && box.current) {
      const top = row.offsetTop - box.current.offsetTop;
      if (top < box.current.scrollTop || top > box.current.scrollTop + box.current.clientHeight - 40)
        box.current.scrollTop = top - box.current.clientHeight / 3;
    }
  }, [code, tree.childrenOf(code) === 'loading']);

  const items: Item[] = [];
  const waiting = new Set<string>();
  const walk = (of: string, depth: number) => {
    const rows: Children = tree.childrenOf(of);
    if (rows === 'loading' || rows === 'failed') {
      waiting.add(of);
      return;
    }
    rows.forEach((row, i) => {
      items.push({ ...row, depth, place: i + 1, among: rows.length });
      if (row.expandable && open.has(row.code)) walk(row.code, depth + 1);
    });
  };
  walk(COUNTRY_CODE, 1);
  const top = tree.childrenOf(COUNTRY_CODE);
  const failed = [COUNTRY_CODE, ...open].some((c) => tree.childrenOf(c) === 'failed');
  if (failed)
    return (
      <div className="state" role="alert">
        <p>
          {t(
            '区划名单没有读到。可能网络断了，或者程序刚升级。',
            'The list of divisions could not be read: the network, or an upgrade just now.',
          )}
        </p>
        <Button onClick={() => void tree.retry()}>{t('再试一次', 'Try again')}</Button>
      </div>
    );
  if (top === 'loading') return <Loading rows={12} what={t('正在取区划名单', 'Fetching the list of divisions')} />;

  const focus = items.some((i) => i.code === at) ? at : items[0]?.code;
  const move = (to: Item | undefined) => {
    if (!to) return;
    setAt(to.code);
    box.current?.querySelector<HTMLElement>(`[data-code="${to.code}"]`)?.focus();
  };
  const toggle = (item: Item, want = !open.has(item.code)) => {
    const next = new Set(open);
    want ? next.add(item.code) : next.delete(item.code);
    setOpen(next);
  };
  const onKey = (event: KeyboardEvent) => {
    const here = (event.target as HTMLElement).closest<HTMLElement>('[data-code]')?.dataset.code;
    const i = items.findIndex((x) => x.code === here);
    const item = items[i];
    if (!item) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const expanded = open.has(item.code);
    switch (event.key) {
      case 'ArrowDown':
        move(items[i + 1]);
        break;
      case 'ArrowUp':
        move(items[i - 1]);
        break;
      case 'Home':
        move(items[0]);
        break;
      case 'End':
        move(items.at(-1));
        break;
      case 'ArrowRight':
        if (item.expandable) expanded ? move(items[i + 1]) : toggle(item, true);
        break;
      case 'ArrowLeft':
        if (item.expandable && expanded) toggle(item, false);
        else move(items.slice(0, i).findLast((x) => x.depth === item.depth - 1));
        break;
      case 'Enter':
        onOpen(item.code);
        break;
      case ' ':
        if (item.expandable) toggle(item);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  return (
    <div
      className="rg-tree"
      role="tree"
      aria-label={t('区划', 'Divisions')}
      ref={box}
      onKeyDown={onKey}
      onScroll={(event) => {
        kept.top = event.currentTarget.scrollTop;
      }}
    >
      {items.map((item) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the tree
        <div
          key={item.code}
          role="treeitem"
          data-code={item.code}
          lang="zh-CN"
          aria-level={item.depth}
          aria-posinset={item.place}
          aria-setsize={item.among}
          aria-selected={item.code === code}
          {...(item.expandable ? { 'aria-expanded': open.has(item.code) } : {})}
          aria-busy={waiting.has(item.code)}
          tabIndex={item.code === focus ? 0 : -1}
          className="rg-row"
          style={{ paddingLeft: 4 + (item.depth - 1) * 16 }}
          onFocus={() => setAt(item.code)}
          onClick={(event) => {
            setAt(item.code);
            if ((event.target as HTMLElement).closest('.rg-twist')) toggle(item);
            else onOpen(item.code);
          }}
        >
          <span className={`rg-twist ${item.expandable ? '' : 'rg-leaf'}`} aria-hidden="true">
            {item.expandable && <I n={open.has(item.code) ? 'down' : 'right'} s={14} />}
          </span>
          <span className="el">{item.shortName}</span>
        </div>
      ))}
    </div>
  );
};
