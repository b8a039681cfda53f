import { Link } from 'react-router';
import { DataTable } from '#platform/web/DataTable.tsx';
import { Facts, Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { type Organisation, organisationKindTexts, organisationStateTexts, sizeClassTexts, stationLevelTexts } from '../contract.ts';
import { useIndustry } from './parts.tsx';

/** What is known now, each with its source. */
export const FactsPart = ({ of }: { of: Organisation }) => {
  const t = useT();
  const industryOf = useIndustry();
  const none = <span className="mute">{t('没有登记', 'not recorded')}</span>;
  return (
    <section className="og-part">
      <Sec
        t={t('资料', 'Facts')}
        x={of.by && t(`${of.by} ${instant(of.recorded)} 登记`, `recorded by ${of.by}, ${instant(of.recorded)}`)}
      />
      <Facts
        rows={[
          [
            t('统一社会信用代码', 'Social credit code'),
            of.uscc ? (
              <span key="u" className="raw">
                {of.uscc}
              </span>
            ) : (
              t(`没有：${of.usccMissing}`, `none: ${of.usccMissing}`)
            ),
          ],
          [
            t('所在地', 'Place'),
            <span key="p" className="og-under">
              <Link to={`/regions/${of.placeCode}`}>{t(of.place)}</Link> {of.address && <span lang="zh-CN">{of.address}</span>}
            </span>,
          ],
          ...(of.stationLevel
            ? ([
                [t('层级', 'Level'), t(stationLevelTexts[of.stationLevel])],
                [
                  t('上级站', 'Station above'),
                  of.stationAbove ? (
                    <span key="a" className="og-under">
                      <Link to={`/organisations/${of.stationAbove.id}`}>{of.stationAbove.name}</Link>
                    </span>
                  ) : (
                    none
                  ),
                ],
                [t('派出地', 'Sent by'), of.stationFrom ? t(of.stationFrom.text) : none],
              ] as const)
            : []),
          [t('行业', 'Industry'), of.industry ? industryOf(of.industry) : none],
          [
            t('规模', 'Size'),
            of.sizeClass
              ? t(`${sizeClassTexts[of.sizeClass].zh}（${of.sizeStatedBy}）`, `${sizeClassTexts[of.sizeClass].en} (${of.sizeStatedBy})`)
              : none,
          ],
          [
            t('依据', 'Source'),
            <span key="s" lang="zh-CN">
              {of.source}
            </span>,
          ],
          ...(of.note
            ? [
                [
                  t('说明', 'Note'),
                  <span key="n" lang="zh-CN">
                    {of.note}
                  </span>,
                ] as const,
              ]
            : []),
        ]}
      />
    </section>
  );
};

type Shown = Organisation['versions'][number];

/** Every version of the facts: why it was recorded and what it changed. */
export const VersionsPart = ({ of }: { of: Organisation }) => {
  const t = useT();
  const words = useWords();
  if (of.versions.length < 2) return null;
  const rows = of.versions.map((v, i) => ({ ...v, before: of.versions[i + 1] }));
  return (
    <section className="og-part">
      <Sec
        t={t(`各版（${of.versions.length}）`, `Versions (${of.versions.length})`)}
        sub={t('新的在前，旧的都留着', 'Newest first; none is lost')}
      />
      <DataTable
        label={t('各版', 'Versions')}
        rows={rows}
        rowKey={(v) => v.recorded}
        rowName={(v) => instant(v.recorded)}
        columns={[
          { key: 'at', title: t('登记时间', 'Recorded'), cell: (v) => <span className="num nowrap">{instant(v.recorded)}</span> },
          {
            key: 'why',
            title: t('事由', 'Reason'),
            main: true,
            cell: (v) => (v.reason ? <span lang="zh-CN">{v.reason}</span> : t('登记', 'registered')),
          },
          { key: 'what', title: t('变了什么', 'What changed'), cell: (v) => <Changes now={v} before={v.before} words={words} /> },
          { key: 'by', title: t('谁', 'By'), cell: (v) => <span className="nowrap">{v.by || '—'}</span> },
        ]}
      />
    </section>
  );
};

/** Label and value in words of every fact, in the order of the page. */
const useWords = () => {
  const t = useT();
  const industryOf = useIndustry();
  return (v: Shown): readonly (readonly [string, string])[] => [
    [t('名称', 'Name'), v.name],
    [t('类别', 'Kinds'), v.kinds.map((k) => t(organisationKindTexts[k])).join(t('、', ', '))],
    [t('代码', 'Code'), v.uscc ?? v.usccMissing],
    [t('所在地', 'Place'), t(v.place)],
    [t('地址', 'Address'), v.address],
    [t('行业', 'Industry'), v.industry && industryOf(v.industry)],
    [t('规模', 'Size'), v.sizeClass ? `${t(sizeClassTexts[v.sizeClass])} ${v.sizeStatedBy}` : ''],
    [t('层级', 'Level'), v.stationLevel ? t(stationLevelTexts[v.stationLevel]) : ''],
    [t('上级站', 'Station above'), v.stationAbove?.name ?? ''],
    [t('派出地', 'Sent by'), v.stationFrom ? t(v.stationFrom.text) : ''],
    [t('状态', 'State'), t(organisationStateTexts[v.state]) + (v.closedOn ? ` ${v.closedOn}` : '')],
    [t('依据', 'Source'), v.source],
    [t('说明', 'Note'), v.note],
  ];
};

const Changes = ({ now, before, words }: { now: Shown; before: Shown | undefined; words: ReturnType<typeof useWords> }) => {
  const t = useT();
  if (!before) return <span className="mute">{t('第一次登记', 'first entry')}</span>;
  const old = new Map(words(before));
  const changed = words(now).filter(([label, value]) => value !== old.get(label));
  if (changed.length === 0) return <span className="mute">{t('没有变', 'nothing')}</span>;
  return (
    <ul className="s13">
      {changed.map(([label, value]) => (
        <li key={label}>
          <span className="mute">{label}</span> {old.get(label) || '—'} → <b className="b">{value || '—'}</b>
        </li>
      ))}
    </ul>
  );
};
