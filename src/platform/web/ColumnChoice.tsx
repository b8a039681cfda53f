import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import './lists.css';
import { useT } from './lang.tsx';
import { Pop } from './Pop.tsx';

interface Props {
  readonly columns: readonly { readonly key: string; readonly title: ReactNode }[];
  readonly hidden: ReadonlySet<string>;
  readonly onChange: (hidden: ReadonlySet<string>) => void;
}

/** Which columns of a list are shown; the first always is. Kept by the page in the URL, and so in a saved view. */
export const ColumnChoice = ({ columns, hidden, onChange }: Props) => {
  const t = useT();
  return (
    <Pop label={t('列', 'Columns')} icon="col" right>
      <ul className="pop-list">
        {columns.map((c, i) => (
          <li key={c.key}>
            <Checkbox
              checked={i === 0 || !hidden.has(c.key)}
              disabled={i === 0}
              onChange={(e) => {
                const next = new Set(hidden);
                e.target.checked ? next.delete(c.key) : next.add(c.key);
                onChange(next);
              }}
            >
              {c.title}
              {i === 0 && <span className="mute">{t('（总在）', ' (always)')}</span>}
            </Checkbox>
          </li>
        ))}
      </ul>
    </Pop>
  );
};

/** Hidden columns as the URL keeps them: `hide=phone,codes`. */
export const hiddenOf = (param: string | undefined): ReadonlySet<string> => new Set((param ?? '').split(',').filter(Boolean));
export const hiddenParam = (hidden: ReadonlySet<string>): string | undefined => [...hidden].sort().join(',') || undefined;
