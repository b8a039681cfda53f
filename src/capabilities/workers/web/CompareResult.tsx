import { Button } from 'antd';
import { Link } from 'react-router';
import { call } from '#platform/web/api.ts';
import { DataTable } from '#platform/web/DataTable.tsx';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { Empty, Loading } from '#platform/web/states.tsx';
import { useSteppedUp } from '#platform/web/stepUp.tsx';
import { useRead } from '#platform/web/useRead.ts';
import {
  CompareTab,
  type Comparison,
  compareTabTexts,
  exportComparison,
  identityGroupTexts,
  listComparison,
  workingTexts,
} from '../contract.ts';

const NOBODY = {
  mine: { zh: '您表里的每一行，系统里都有', en: 'Every line of your list is in the register' },
  yours: { zh: '系统里的每个人，您表里都有', en: 'Everybody in the register is in your list' },
  both: { zh: '没有两边都有的人', en: 'Nobody is in both' },
} as const;

/** Whom the register was asked for, in words. */
const asked = ({ filters, areaName }: Comparison, t: ReturnType<typeof useT>): string => {
  const words = [
    areaName || t('本辖区', 'the whole area'),
    ...(filters.working ?? []).map((w) => t(workingTexts[w])),
    ...(filters.identity ?? []).map((g) => t(identityGroupTexts[g])),
  ];
  return t(`（${words.join('、')}）`, words.join(', '));
};

interface ResultProps {
  readonly of: Comparison;
  readonly tab: CompareTab;
  readonly cursor: string | undefined;
  readonly onTab: (tab: CompareTab) => void;
  readonly onPage: (cursor: string | undefined) => void;
}
/** The three lists, each line with its reason. */
export const CompareResult = ({ of, tab, cursor, onTab, onPage }: ResultProps) => {
  const t = useT();
  const stepped = useSteppedUp();
  const rows = useRead(listComparison, { id: of.id, tab, ...(cursor ? { cursor } : {}) }, { keep: true });
  const n = of.counts!;
  const range = asked(of, t);
  const sheets = (rows.data?.items ?? []).some((r) => r.sheet !== null);
  const download = () =>
    void stepped(async () => {
      await call(exportComparison, { id: of.id });
      window.location.assign(`/api/comparisons/${of.id}/sheet`);
    }).catch(() => undefined);
  return (
    <>
      <ul className="compare-sum">
        <li>
          {t(
            `我的表 ${number(n.lines)} 人次 = 两边都有 ${number(n.both)} + 只有我的表有 ${number(n.mine)}`,
            `My list: ${number(n.lines)} lines = ${number(n.both)} in both + ${number(n.mine)} only in mine`,
          )}
        </li>
        <li>
          {t(
            `系统${range}${number(n.both + n.yours)} 人 = 两边都有 ${number(n.both)} + 只有系统有 ${number(n.yours)}`,
            `The register, ${range}: ${number(n.both + n.yours)} people = ${number(n.both)} in both + ${number(n.yours)} only there`,
          )}
        </li>
      </ul>
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
        <Empty title={t(NOBODY[tab])} />
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
                    key: 'row',
                    title: t('行', 'Row'),
                    width: sheets ? 140 : 64,
                    cell: (r: { row: number | null; sheet: string | null }) => (
                      <span className="num">{[r.sheet, r.row].filter((x) => x !== null).join(' ')}</span>
                    ),
                  },
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
                  <span className="mute">{t('没有', 'nobody')}</span>
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
