import { Button } from 'antd';
import { Link } from 'react-router';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { I } from '#platform/web/icons.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { type Child, type Division, levelTexts, listChildren, listKeyCounties, villageKindTexts } from '../contract.ts';
import { saveCsv } from './csv.ts';
import { CertaintyMark, DivisionLink, KeyCountyMark } from './parts.tsx';

/** What lies directly below, with its counts; also as a sheet. */
export const DivisionChildren = ({ of }: { of: Division }) => {
  const t = useT();
  const found = useRead(listChildren, { code: of.code });
  const items = found.data?.items ?? [];
  if (found.error) return <ProblemView problem={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading rows={6} />;
  if (items.length === 0)
    return of.level === 'village' ? null : (
      <p className="note">
        {of.detailed || of.level !== 'county'
          ? t('下面没有区划', 'Nothing lies below')
          : t('这个省的名单只到县', 'For this province the list ends at the county')}
      </p>
    );
  const levels = new Set(items.map((c) => c.level));
  const count = (key: 'prefecture' | 'county' | 'township' | 'village', zh: string, en: string): Column<Child>[] =>
    items.some((c) => c.below[key] > 0)
      ? [
          {
            key,
            title: t(zh, en),
            right: true,
            main: key === 'county' || levels.has('county'),
            cell: (c) => (c.below[key] > 0 ? number(c.below[key]) : ''),
          },
        ]
      : [];
  const columns: Column<Child>[] = [
    {
      key: 'name',
      title: t('名称', 'Name'),
      cell: (c) => (
        <span className="row wrap">
          <DivisionLink of={c} />
          {c.keyCounty && <KeyCountyMark />}
        </span>
      ),
    },
    {
      key: 'code',
      title: t('代码', 'Code'),
      main: levels.has('village') || levels.has('township'),
      cell: (c) => <span className="raw rg-code">{c.code}</span>,
    },
    ...(levels.has('village')
      ? [{ key: 'kind', title: t('类别', 'Kind'), cell: (c: Child) => (c.kind ? t(villageKindTexts[c.kind]) : '') }]
      : []),
    ...count('prefecture', '市（州）', 'Prefectures'),
    ...count('county', '县（市、区）', 'Counties'),
    ...count('township', '乡镇（街道）', 'Townships'),
    ...count('village', '村（社区）', 'Villages'),
  ];
  const download = () =>
    saveCsv(`${of.level === 'country' ? '全国' : of.shortName}-下级区划.csv`, [
      [
        t('代码', 'Code'),
        t('名称', 'Name'),
        t('简称', 'Short name'),
        t('层级', 'Level'),
        t('类别', 'Kind'),
        t('市（州）', 'Prefectures'),
        t('县（市、区）', 'Counties'),
        t('乡镇（街道）', 'Townships'),
        t('村（社区）', 'Villages'),
        t('国家重点帮扶县', 'National key county'),
        t('区划版本', 'Edition'),
      ],
      ...items.map((c) => [
        c.code,
        c.name,
        c.shortName,
        t(levelTexts[c.level]),
        c.kind ? t(villageKindTexts[c.kind]) : '',
        c.below.prefecture,
        c.below.county,
        c.below.township,
        c.below.village,
        c.keyCounty ? t('是', 'yes') : '',
        found.data.treeVersion,
      ]),
    ]);
  return (
    <section>
      <Sec
        t={t(`下一级 ${number(items.length)} 个`, `${number(items.length)} directly below`)}
        x={
          <Button size="small" className="noprint" icon={<I n="dl" />} onClick={download}>
            {t('下载表格', 'Download as CSV')}
          </Button>
        }
      />
      <DataTable
        label={t('下一级区划', 'Divisions below')}
        columns={columns}
        rows={items}
        rowKey={(c) => c.code}
        rowName={(c) => c.shortName}
      />
    </section>
  );
};

/** The national key counties within a province or prefecture; nothing where there are none. */
export const KeyCounties = ({ of }: { of: Division }) => {
  const t = useT();
  const found = useRead(listKeyCounties, { within: of.code });
  const first = found.data?.items[0];
  if (!first) return null;
  return (
    <section>
      <Sec
        t={t(
          `国家乡村振兴重点帮扶县 ${found.data!.items.length} 个`,
          `${found.data!.items.length} national key counties for rural revitalisation`,
        )}
        x={t(`截至 ${found.data!.asOf}`, `as of ${found.data!.asOf}`)}
      />
      <ul className="rg-inline">
        {found.data!.items.map((c) => (
          <li key={c.code}>
            <Link to={`/regions/${c.code}`}>{c.name}</Link>
          </li>
        ))}
      </ul>
      <p className="note">
        <span lang="zh-CN">{first.source}</span> <CertaintyMark certainty={first.certainty} />
      </p>
    </section>
  );
};
