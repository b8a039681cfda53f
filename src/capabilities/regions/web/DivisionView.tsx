import { Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { Link } from 'react-router';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { I } from '#platform/web/icons.tsx';
import { Facts, Sec } from '#platform/web/kit.tsx';
import { number, useLang, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { type Child, type Division, levelTexts, listChildren, listPairings, type Pairing, villageKindTexts } from '../contract.ts';
import { saveCsv } from './csv.ts';
import { History } from './History.tsx';
import { CertaintyMark, DivisionLink, KeyCountyMark, Period, StateMark, useCounts } from './parts.tsx';

export const DivisionView = ({ division: d }: { division: Division }) => {
  const t = useT();
  const { lang } = useLang();
  const counts = useCounts();
  const below = counts(d.below);
  const rows: (readonly [ReactNode, ReactNode])[] = [
    [t('全称', 'Full name'), lang === 'zh' ? d.fullName : `${d.englishFullName} ${d.fullName}`],
    [t('代码', 'Code'), <Code key="code" code={d.code} />],
    [
      t('层级', 'Level'),
      <>
        {t(levelTexts[d.level])}
        {d.kind && `，${t(villageKindTexts[d.kind])}`}
      </>,
    ],
  ];
  if (d.aliases.length > 0)
    rows.push([
      t('也写作', 'Also written'),
      <span key="a" lang="zh-CN">
        {d.aliases.join('、')}
      </span>,
    ]);
  if (below.length > 0)
    rows.push([
      t('下辖', 'Below'),
      <span key="b" className="row wrap gap12">
        {below.map((c) => (
          <span key={c.key} className="nowrap">
            <span className="num">{c.text}</span> <span className="mute s13">{c.unit}</span>
          </span>
        ))}
      </span>,
    ]);
  if (d.keyCounty)
    rows.push([
      t('重点帮扶县', 'Key county'),
      <span key="k">
        <KeyCountyMark label={t('国家乡村振兴重点帮扶县', 'national key county for rural revitalisation')} />{' '}
        <span className="s13 sub">
          {t(`自 ${d.keyCounty.validFrom}`, `since ${d.keyCounty.validFrom}`)} <CertaintyMark certainty={d.keyCounty.certainty} />
        </span>
        <br />
        <span className="note" lang="zh-CN">
          {d.keyCounty.source}
        </span>
      </span>,
    ]);
  return (
    <div className="rg-stack">
      {!d.current && (
        <p>
          <St k="off">{t('这个代码已经撤销，身份证号里还会见到。', 'This code was withdrawn; identity numbers still carry it.')}</St>
        </p>
      )}
      {d.level !== 'country' && (
        <section>
          <Sec t={t('基本', 'The division')} x={t(`区划版本 ${d.treeVersion}`, `Edition ${d.treeVersion}`)} />
          <Facts rows={rows} />
        </section>
      )}
      {d.level !== 'country' && d.current && <Pairings of={d} />}
      {(d.earlier.length > 0 || d.later.length > 0) && <History division={d} />}
      {d.current && <Children of={d} />}
    </div>
  );
};

const Code = ({ code }: { code: string }) => {
  const t = useT();
  const text = useRef<HTMLElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      setSaid(t('已复制', 'Copied'));
    } catch {
      // no leave to write: select it, so that one key does it
      if (text.current) window.getSelection()?.selectAllChildren(text.current);
      setSaid(t('已选中，请按 Ctrl+C', 'Selected: press Ctrl+C'));
    }
  };
  return (
    <span className="row wrap">
      <span className="raw rg-code" ref={text}>
        {code}
      </span>
      <Button size="small" className="noprint" onClick={() => void copy()}>
        {t('复制代码', 'Copy code')}
      </Button>
      <span className="note" role="status">
        {said}
      </span>
    </span>
  );
};

const ORDER = { current: 0, coming: 1, ended: 2 } as const;

const Pairings = ({ of }: { of: Division }) => {
  const t = useT();
  const found = useRead(listPairings, { code: of.code, state: 'all', size: 12 });
  const all = `/regions/pairings?code=${of.code}&state=all`;
  const columns: Column<Pairing>[] = [
    {
      key: 'pair',
      title: t('结对双方', 'Pair'),
      main: true,
      cell: (p) => (
        <Link to={`/regions/pairings/${p.id}`}>
          {t(p.origin)} – {t(p.host)}
        </Link>
      ),
    },
    { key: 'period', title: t('起止', 'From – to'), cell: (p) => <Period of={p} /> },
    { key: 'state', title: t('状态', 'State'), main: true, cell: (p) => <StateMark state={p.state} /> },
    { key: 'certainty', title: t('可靠程度', 'Certainty'), cell: (p) => <CertaintyMark certainty={p.certainty} /> },
  ];
  return (
    <section>
      <Sec
        t={t('结对', 'Pairings')}
        sub={
          found.data
            ? t(`共 ${found.data.total} 条，含上级和下级的`, `${found.data.total}, with those of areas above and below`)
            : undefined
        }
        x={
          found.data && found.data.items.length < (found.data.total ?? 0) ? (
            <Link to={all}>{t(`看全部 ${found.data.total} 条`, `All ${found.data.total}`)}</Link>
          ) : undefined
        }
      />
      {found.error ? (
        <ProblemView problem={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Loading rows={2} />
      ) : found.data.items.length === 0 ? (
        <p className="note">
          {t('没有登记结对。结对由省级登记，可以报省里补。', 'No pairing is entered. Pairings are entered by the province.')}
        </p>
      ) : (
        <DataTable
          label={t('结对', 'Pairings')}
          columns={columns}
          rows={[...found.data.items].sort((a, b) => ORDER[a.state] - ORDER[b.state])}
          rowKey={(p) => p.id}
          rowName={(p) => `${t(p.origin)} – ${t(p.host)}`}
        />
      )}
    </section>
  );
};

const Children = ({ of }: { of: Division }) => {
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
