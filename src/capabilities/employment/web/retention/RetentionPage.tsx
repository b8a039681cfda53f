import { Select } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { Picture } from '#platform/web/charts/Picture.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { FormName, GroupingName, readRetention } from '../../contractRetention.ts';
import { groupingTexts } from '../../rulesRetention.ts';
import { formTexts } from '../../rulesWindowsTexts.ts';
import { curvesPicture, LINES, type Line } from './curves.ts';
import { RetentionTable } from './RetentionTable.tsx';
import '#platform/web/lists.css';
import './retention.css';

const DAY = /^\d{4}-\d\d-\d\d$/;
const Labelled = ({ text, children }: { text: string; children: ReactNode }) => (
  <div className="retention-field">
    <span aria-hidden="true">{text}</span>
    {children}
  </div>
);

/** 稳岗率: how long those stay who were first helped in a period. */
export const RetentionPage = () => {
  const t = useT();
  const [url, setUrl] = useUrlState('from', 'to', 'asOf', 'form', 'area', 'group');
  const asked = Object.fromEntries((['from', 'to', 'asOf'] as const).flatMap((k) => (url[k] && DAY.test(url[k]) ? [[k, url[k]]] : [])));
  const form = FormName.safeParse(url.form).data ?? 'province';
  const group = GroupingName.safeParse(url.group).data ?? 'none';
  const area = /^\d{12}$/.test(url.area ?? '') ? url.area : undefined;
  const read = useRead(readRetention, { ...asked, form, group, ...(area ? { area } : {}) }, { keep: true });
  const d = read.data;
  // the other two forms beside the chosen one, where everybody is one curve: they are read once the first is there
  const forms = FormName.options.filter((f) => f !== form);
  const others = [
    useRead(
      readRetention,
      { ...asked, form: forms[0]!, group: 'none', ...(area ? { area } : {}) },
      { enabled: d !== undefined && group === 'none' },
    ),
    useRead(
      readRetention,
      { ...asked, form: forms[1]!, group: 'none', ...(area ? { area } : {}) },
      { enabled: d !== undefined && group === 'none' },
    ),
  ];
  const all: Line | undefined = d && { name: { zh: '全部', en: 'Everybody' }, figures: d.all };
  const groups: readonly Line[] = d?.groups ?? [];
  const byForm: readonly Line[] = FormName.options.flatMap((f) => {
    const told = f === form ? d : others[forms.indexOf(f)]!.data;
    return told && told.all.n > 0 ? [{ name: formTexts[f], figures: told.all }] : [];
  });
  const drawn = groups.length > 1 ? groups.slice(0, LINES) : byForm;
  const { from, to, asOf } = { ...d, ...asked };
  const counted = d ? d.all.n : 0;
  const pick = (
    label: string,
    value: string,
    options: readonly { value: string; label: string }[],
    key: 'form' | 'group',
    none: string,
  ) => (
    <Labelled text={label}>
      <Select
        aria-label={label}
        popupMatchSelectWidth={false}
        value={value}
        options={[...options]}
        onChange={(v) => setUrl({ [key]: v === none ? undefined : v })}
      />
    </Labelled>
  );
  return (
    <Screen
      title={t('稳岗率', 'Retention')}
      sub={t(
        '一段时间里第一次受帮扶就业的人，30、90、180、365 天后还在不在岗',
        'Of those first helped into work in a period: who is still in post after 30, 90, 180 and 365 days',
      )}
      actions={<Link to="/signals">{t('离岗预警', 'Signals of leaving')}</Link>}
    >
      <div className="retention-ask noprint">
        <Labelled text={t('起点从', 'Helped from')}>
          <DayPicker aria-label={t('起点从', 'Helped from')} value={from} onChange={(v) => setUrl({ from: v })} />
        </Labelled>
        <Labelled text={t('起点到', 'Helped until')}>
          <DayPicker aria-label={t('起点到', 'Helped until')} value={to} onChange={(v) => setUrl({ to: v })} />
        </Labelled>
        <Labelled text={t('截至', 'As of')}>
          <DayPicker aria-label={t('截至', 'As of')} value={asOf} onChange={(v) => setUrl({ asOf: v })} />
        </Labelled>
        {pick(
          t('留在', 'Stayed in'),
          form,
          FormName.options.map((f) => ({ value: f, label: t(formTexts[f]) })),
          'form',
          'province',
        )}
        {pick(
          t('分组', 'Groups'),
          group,
          GroupingName.options.map((g) => ({ value: g, label: t(groupingTexts[g]) })),
          'group',
          'none',
        )}
        <Labelled text={t('户籍地', 'Home')}>
          <AreaPicker
            aria-label={t('户籍地', 'Home')}
            allowClear
            placeholder={t('全部', 'everywhere')}
            value={area}
            onChange={(v) => setUrl({ area: v })}
          />
        </Labelled>
      </div>
      {read.error && <ProblemView problem={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Loading />}
      {!read.error && d && all && (
        <div aria-busy={read.isFetching}>
          <p className="retention-lead" role="status">
            {t(
              `${number(counted)} 人；截至 ${d.asOf}${d.all.notApplicable ? `；其中 ${number(d.all.notApplicable)} 人没有登记地点或企业，不适用，单列` : ''}`,
              `${number(counted)} people, as of ${d.asOf}${d.all.notApplicable ? `; ${number(d.all.notApplicable)} of them without place or enterprise: does not apply` : ''}`,
            )}
          </p>
          {d.keyed.apart > 0 && (
            <p className="retention-said">
              <St k="info">
                {t(
                  `另有 ${number(d.keyed.apart)} 人户籍不在辖区，您只看得到他们在本地的务工，“同一省”无法判断。请改看“同一企业”`,
                  `${number(d.keyed.apart)} more have their home elsewhere; you see only their work here, so “the same province” cannot be told. Choose “the same enterprise”`,
                )}
              </St>
            </p>
          )}
          {d.biased && (
            <p className="retention-said">
              <St k="doubt">
                {t(
                  '离岗 90 天以上的外来人员对您已关闭，早离开的不在内，所以稳岗率偏高。只看最近 90 天内开始的就没有这个偏差',
                  'People from elsewhere who left over 90 days ago are closed to you, so those who left early are missing and the rates are too high. Starts of the last 90 days are free of this',
                )}
              </St>
            </p>
          )}
          {counted === 0 ? (
            <Empty
              title={t('这段时间没有受帮扶开始就业的人', 'Nobody was first helped into work in these days')}
              hint={t('换一段时间，或去掉户籍地', 'Choose other days, or no home area')}
            />
          ) : (
            <>
              <Picture
                picture={curvesPicture(
                  {
                    zh: groups.length > 1 ? `留岗曲线，${formTexts[form].zh}` : '留岗曲线',
                    en: groups.length > 1 ? `How long people stay, ${formTexts[form].en}` : 'How long people stay',
                  },
                  drawn,
                  groups.length > 1 ? -1 : drawn.findIndex((l) => l.name === formTexts[form]),
                  d.asOf,
                  d.knownAt,
                )}
                height={300}
                waits={others.some((o) => o.isFetching) ? t('另外两条线正在统计', 'The other two lines are being counted') : undefined}
                file={t(`留岗曲线-${d.asOf}`, `retention-${d.asOf}`)}
              />
              {d.comparison && <p className="note">{t(d.comparison.text)}</p>}
              {groups.length > LINES && (
                <p className="note">
                  {t(
                    `图上画最大的 ${LINES} 组，全部 ${groups.length} 组在表里`,
                    `The ${LINES} largest groups are drawn; all ${groups.length} stand in the table`,
                  )}
                </p>
              )}
              <Sec t={t('窗口', 'Windows')} />
              <RetentionTable lines={[all]} grouped={false} label={t('窗口，全部', 'Windows, everybody')} />
              {groups.length > 0 && (
                <>
                  <Sec
                    t={t(`窗口，${groupingTexts[group].zh}`, `Windows ${groupingTexts[group].en}`)}
                    sub={d.pooled ? t(`最小的 ${d.pooled} 组合在一起`, `the ${d.pooled} smallest groups stand together`) : undefined}
                  />
                  <RetentionTable lines={groups} grouped label={t('窗口，分组', 'Windows by group')} />
                </>
              )}
              <p className="note">
                {t(
                  '稳岗率 = 在岗 ÷（在岗 + 离岗 + 到期未核验）。窗口过 30 天才算到期。已核验：5 级以上证据（社保、工资、合同、走访、电话）；已上报：加上自报和名单。',
                  'Retention = yes ÷ (yes + no + due but not verified). A window is due 30 days after its day. Verified: evidence of class 5 or better; reported: with self-reports and lists.',
                )}
              </p>
            </>
          )}
        </div>
      )}
    </Screen>
  );
};
