import { Button, Select } from 'antd';
import { type ChangeEvent, useState } from 'react';
import { Link } from 'react-router';
import { uploadFile } from '#platform/filesContract.ts';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { type CallFailed, call } from '#platform/web/api.ts';
import { DataTable } from '#platform/web/DataTable.tsx';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, Loading, WriteProblem } from '#platform/web/states.tsx';
import { useSteppedUp } from '#platform/web/stepUp.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import {
  COMPARE_FILE,
  CompareTab,
  type Comparison,
  compareTabTexts,
  exportComparison,
  IdentityGroup,
  identityGroupTexts,
  listComparison,
  readComparison,
  startCompare,
  Working,
  workingTexts,
} from '../contract.ts';
import '#platform/web/lists.css';
import './compare.css';

type Group = (typeof IdentityGroup.options)[number];
type Work = (typeof Working.options)[number];

/** 对表: why my number is not yours. A sheet of one's own against the register, three lists that add up. */
export const ComparePage = () => {
  const t = useT();
  const [url, setUrl] = useUrlState('id', 'tab', 'cursor');
  const read = useRead(readComparison, { id: url.id ?? '' }, { enabled: url.id !== undefined, refreshMs: 1500, keep: true });
  const of = url.id ? read.data : undefined;
  return (
    <Screen
      title={t('对表：我的数和系统的数为什么不一样', 'Compare: why my number is not yours')}
      sub={t(
        '上传自己的名单，和在册人员逐人对：只有我的表有、只有系统有、两边都有',
        'A list of your own against the register: only in yours, only in the register, in both',
      )}
      crumb={
        <>
          <Link to="/workers">{t('人员', 'People')}</Link> / {t('对表', 'Compare')}
        </>
      }
      problem={url.id ? read.error : null}
      onRetry={() => void read.refetch()}
    >
      <Begin onBegun={(id) => setUrl({ id, tab: undefined, cursor: undefined })} />
      {url.id && !of && <Loading />}
      {of?.state === 'running' && <p role="status">{t('正在对，可以先离开，回来接着看', 'Comparing; you may leave and come back')}</p>}
      {of?.state === 'failed' && of.problem && (
        <p className="compare-failed" role="alert">
          {t(of.problem.text)}
        </p>
      )}
      {of?.state === 'done' && of.counts && (
        <Result
          of={of}
          tab={CompareTab.safeParse(url.tab).data ?? 'mine'}
          cursor={url.cursor}
          onTab={(tab) => setUrl({ tab, cursor: undefined })}
          onPage={(cursor) => setUrl({ cursor })}
        />
      )}
    </Screen>
  );
};

const Begin = ({ onBegun }: { onBegun: (id: string) => void }) => {
  const t = useT();
  const [file, setFile] = useState<File | null>(null);
  const [area, setArea] = useState<string | undefined>();
  const [working, setWorking] = useState<Work[]>([]);
  const [identity, setIdentity] = useState<Group[]>([]);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const [busy, setBusy] = useState(false);
  const start = useWrite(startCompare, { onDone: (c) => onBegun(c.id) });
  const begin = async () => {
    if (!file) return;
    setBusy(true);
    setProblem(null);
    try {
      const sent = await call(uploadFile, { name: file.name, purpose: COMPARE_FILE }, { file });
      start.mutate({
        fileId: sent.id,
        ...(area ? { area } : {}),
        ...(working.length ? { working } : {}),
        ...(identity.length ? { identity } : {}),
      });
    } catch (error) {
      setProblem(error as CallFailed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="compare-begin">
      <div className="field">
        <label htmlFor="compare-file">
          {t('我的名单（.xlsx 或 .csv，要有身份证号或姓名）', 'My list (.xlsx or .csv with numbers or names)')}
        </label>
        <input
          id="compare-file"
          type="file"
          accept=".xlsx,.csv,.txt"
          onChange={(e: ChangeEvent<HTMLInputElement>) => setFile(e.target.files?.[0] ?? null)}
        />
      </div>
      <div className="field">
        <label htmlFor="compare-area">{t('户籍地（选填，默认本辖区）', 'Home (optional; the whole area unless told)')}</label>
        <AreaPicker id="compare-area" value={area} onChange={setArea} />
      </div>
      <div className="field">
        <label htmlFor="compare-work">{t('就业（选填）', 'Work (optional)')}</label>
        <Select
          id="compare-work"
          mode="multiple"
          value={working}
          onChange={setWorking}
          options={Working.options.map((w) => ({ value: w, label: t(workingTexts[w]) }))}
        />
      </div>
      <div className="field">
        <label htmlFor="compare-identity">{t('身份（选填）', 'Groups (optional)')}</label>
        <Select
          id="compare-identity"
          mode="multiple"
          value={identity}
          onChange={setIdentity}
          options={IdentityGroup.options.map((g) => ({ value: g, label: t(identityGroupTexts[g]) }))}
        />
      </div>
      <Button type="primary" disabled={!file} loading={busy || start.isPending} onClick={() => void begin()}>
        {t('开始对', 'Compare')}
      </Button>
      <WriteProblem problem={problem ?? start.error} />
    </div>
  );
};

interface ResultProps {
  readonly of: Comparison;
  readonly tab: CompareTab;
  readonly cursor: string | undefined;
  readonly onTab: (tab: CompareTab) => void;
  readonly onPage: (cursor: string | undefined) => void;
}
const Result = ({ of, tab, cursor, onTab, onPage }: ResultProps) => {
  const t = useT();
  const stepped = useSteppedUp();
  const rows = useRead(listComparison, { id: of.id, tab, ...(cursor ? { cursor } : {}) }, { keep: true });
  const n = of.counts!;
  const download = () =>
    void stepped(async () => {
      await call(exportComparison, { id: of.id });
      window.location.assign(`/api/comparisons/${of.id}/sheet`);
    }).catch(() => undefined);
  return (
    <>
      <p className="compare-sum">
        {t(
          `我的表 ${number(n.lines)} 行 = 两边都有 ${number(n.both)} + 只有我的表有 ${number(n.mine)}；系统 ${number(n.both + n.yours)} 人 = 两边都有 ${number(n.both)} + 只有系统有 ${number(n.yours)}`,
          `My list: ${number(n.lines)} lines = ${number(n.both)} in both + ${number(n.mine)} only in mine. The register: ${number(n.both + n.yours)} people = ${number(n.both)} in both + ${number(n.yours)} only there`,
        )}
      </p>
      <div className="views">
        <nav aria-label={t('三份名单', 'Three lists')}>
          <ul>
            {CompareTab.options.map((c) => (
              <li key={c}>
                <Button
                  type="text"
                  className="view-tab"
                  {...(c === tab ? { 'aria-current': 'true' as const } : {})}
                  onClick={() => onTab(c)}
                >
                  {t(compareTabTexts[c])} {number(n[c])}
                </Button>
              </li>
            ))}
          </ul>
        </nav>
        <div className="views-act">
          <Button icon={<I n="dl" />} onClick={download}>
            {t('导出表格', 'Export')}
          </Button>
        </div>
      </div>
      {rows.isPending ? (
        <Loading />
      ) : rows.data?.items.length === 0 ? (
        <Empty title={t('没有', 'None')} />
      ) : (
        <DataTable
          label={t(compareTabTexts[tab])}
          rows={rows.data?.items ?? []}
          rowKey={(r) => String(r.seq)}
          columns={[
            ...(tab === 'yours'
              ? []
              : [
                  {
                    key: 'shown',
                    title: t('我的表', 'My list'),
                    main: true,
                    cell: (r: { shown: string | null }) => <span className="raw">{r.shown}</span>,
                  },
                ]),
            {
              key: 'who',
              title: t('系统里', 'In the register'),
              main: tab === 'yours',
              cell: (r) =>
                r.worker ? (
                  <Link to={`/workers/${r.worker.workerId}`}>
                    {r.worker.name}
                    {r.worker.home ? `${t('，', ', ')}${r.worker.home.town}${r.worker.home.village}` : ''}
                  </Link>
                ) : (
                  ''
                ),
            },
            { key: 'why', title: t('为什么', 'Why'), main: true, cell: (r) => (r.note ? t(r.note) : t('一致', 'agrees')) },
          ]}
          paging={{
            total: n[tab],
            next: rows.data?.next ?? null,
            previous: rows.data?.previous,
            onPage,
            unit: tab === 'yours' ? t('人', 'people') : t('行', 'lines'),
            first: cursor === undefined,
          }}
        />
      )}
    </>
  );
};
