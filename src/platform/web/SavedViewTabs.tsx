import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useContext, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { CallFailed } from './api.ts';
import { Confirm } from './confirm.tsx';
import { I } from './icons.tsx';
import './lists.css';
import { number, useT } from './lang.tsx';
import { type ViewEntry, ViewsContext } from './savedViews.ts';
import { WriteProblem } from './states.tsx';

/** The state of a list without its page position, in one order: two links to the same list are the same text. */
export const listStateOf = (query: string | URLSearchParams): string => {
  const params = new URLSearchParams(query);
  params.delete('cursor');
  params.sort();
  return params.toString();
};

interface Props {
  /** Key of the page, such as `access.accounts`. */
  readonly page: string;
  /** Keys of the columns shown now. */
  readonly columns: readonly string[];
  /** Rows of the list shown now; null beyond 10,000. */
  readonly count?: number | null | undefined;
  /** Views everybody has, after 全部. */
  readonly presets?: readonly { readonly name: string; readonly query: string }[];
  /** Something is searched for that no address holds (useListState): what is shown is none of the views, and cannot become one. */
  readonly searched?: boolean;
}

/** 全部, the page's own views and the person's saved ones, as tabs that are links; saving and deleting stand beside them. */
export const SavedViewTabs = ({ page, columns, count, presets = [], searched = false }: Props) => {
  const t = useT();
  const keeper = useContext(ViewsContext);
  const client = useQueryClient();
  const [params] = useSearchParams();
  const [naming, setNaming] = useState(false);
  const [removing, setRemoving] = useState<ViewEntry | null>(null);
  const key = ['saved-views', page];
  const views = useQuery({ queryKey: key, queryFn: () => keeper!.list(page), enabled: keeper !== null });
  const now = listStateOf(params);
  const saved = views.data ?? [];
  const tabs = [{ id: '', name: t('全部', 'All'), query: '' }, ...presets.map((p) => ({ ...p, id: `preset ${p.name}` })), ...saved];
  const current = searched ? undefined : tabs.findLast((v) => listStateOf(v.query) === now);
  const mine = saved.find((v) => v.id === current?.id);
  const refresh = () => client.invalidateQueries({ queryKey: key });
  return (
    <div className="views noprint">
      <nav aria-label={t('常用视图', 'Saved views')}>
        <ul>
          {tabs.map((v) => (
            <li key={v.id}>
              <Link to={{ search: listStateOf(v.query) }} aria-current={v === current ? 'page' : undefined}>
                {v.name}
                {v === current && typeof count === 'number' && <span className="n">{number(count)}</span>}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {keeper && (
        <div className="views-act">
          {naming ? (
            <NameForm
              onCancel={() => setNaming(false)}
              onSave={async (name) => {
                await keeper.create(page, name, now, columns);
                await refresh();
                setNaming(false);
              }}
            />
          ) : mine ? (
            <Button type="link" size="small" onClick={() => setRemoving(mine)}>
              {t('删去这个视图', 'Delete this view')}
            </Button>
          ) : (
            now !== '' &&
            !current &&
            !searched && (
              <Button type="link" size="small" icon={<I n="pin" />} onClick={() => setNaming(true)}>
                {t('存为视图', 'Save as a view')}
              </Button>
            )
          )}
        </div>
      )}
      {removing && keeper && (
        <RemoveView
          view={removing}
          onCancel={() => setRemoving(null)}
          onRemove={async () => {
            await keeper.remove(removing.id);
            await refresh();
            setRemoving(null);
          }}
        />
      )}
    </div>
  );
};

const NameForm = ({ onCancel, onSave }: { onCancel: () => void; onSave: (name: string) => Promise<void> }) => {
  const t = useT();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    setBusy(true);
    onSave(name.trim()).catch((error: CallFailed) => {
      setProblem(error);
      setBusy(false);
    });
  };
  return (
    <form className="row wrap" onSubmit={submit}>
      <WriteProblem problem={problem} />
      <Input
        size="small"
        autoFocus
        className="view-name"
        maxLength={40}
        value={name}
        aria-label={t('视图名称', 'Name of the view')}
        placeholder={t('视图名称，如 平塘已锁', 'Name, such as 平塘 locked')}
        onChange={(e) => setName(e.target.value)}
      />
      <Button size="small" htmlType="submit" loading={busy} disabled={!name.trim()}>
        {t('存下', 'Save')}
      </Button>
      <Button size="small" type="text" onClick={onCancel}>
        {t('先不存', 'Not now')}
      </Button>
    </form>
  );
};

const RemoveView = ({ view, onCancel, onRemove }: { view: ViewEntry; onCancel: () => void; onRemove: () => Promise<void> }) => {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  return (
    <Confirm
      open
      title={t(`删去视图“${view.name}”？`, `Delete the view “${view.name}”?`)}
      action={t('删去视图', 'Delete the view')}
      busy={busy}
      problem={problem}
      onCancel={onCancel}
      onAct={() => {
        setBusy(true);
        onRemove().catch((error: CallFailed) => {
          setProblem(error);
          setBusy(false);
        });
      }}
    >
      <p>{t('只删去这组筛选和列，名单里的记录不动。', 'Only this set of filters and columns goes; the records stay.')}</p>
    </Confirm>
  );
};
