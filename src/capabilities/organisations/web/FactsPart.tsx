import { Link } from 'react-router';
import { DataTable } from '#platform/web/DataTable.tsx';
import { Facts, Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { type Organisation, organisationKindTexts, sizeClassTexts, stationLevelTexts } from '../contract.ts';
import { StateMark, useIndustry } from './parts.tsx';

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

/** Every version of the facts: what was said before and why it changed. */
export const VersionsPart = ({ of }: { of: Organisation }) => {
  const t = useT();
  if (of.versions.length < 2) return null;
  return (
    <section className="og-part">
      <Sec
        t={t(`各版（${of.versions.length}）`, `Versions (${of.versions.length})`)}
        sub={t('新的在前，旧的都留着', 'Newest first; none is lost')}
      />
      <DataTable
        label={t('各版', 'Versions')}
        rows={of.versions}
        rowKey={(v) => v.recorded}
        rowName={(v) => instant(v.recorded)}
        columns={[
          { key: 'at', title: t('登记时间', 'Recorded'), cell: (v) => <span className="num nowrap">{instant(v.recorded)}</span> },
          { key: 'why', title: t('事由', 'Reason'), main: true, cell: (v) => v.reason || t('登记', 'registered') },
          { key: 'name', title: t('名称', 'Name'), main: true, cell: (v) => v.name },
          { key: 'kinds', title: t('类别', 'Kinds'), cell: (v) => v.kinds.map((k) => t(organisationKindTexts[k])).join(t('、', ', ')) },
          { key: 'place', title: t('所在地', 'Place'), cell: (v) => t(v.place) },
          { key: 'uscc', title: t('代码', 'Code'), cell: (v) => (v.uscc ? <span className="raw s13">{v.uscc}</span> : '—') },
          { key: 'state', title: t('状态', 'State'), cell: (v) => <StateMark state={v.state} closedOn={v.closedOn} /> },
          { key: 'by', title: t('谁', 'By'), cell: (v) => v.by || '—' },
        ]}
      />
    </section>
  );
};
