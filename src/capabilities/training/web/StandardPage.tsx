import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Chip, Facts, Seal, Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { PrintFoot } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { educationLevelTexts } from '#standards/education/education.ts';
import { leadsToTexts, readStandard, type StandardOut, standardCertaintyTexts, type VersionOut } from '../contract.ts';
import { programmeTexts } from '../rules.ts';
import { VersionMark } from './parts.tsx';
import { StandardDeed, type VersionDeed } from './StandardDeeds.tsx';
import { DraftNextForm, SaveDraftForm } from './StandardEdit.tsx';
import './training.css';

/** One course standard: a version with all it says, who adopted it and when, and the versions before. */
export const StandardPage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const [{ v: chosen, do: doing }, setUrl] = useUrlState('v', 'do');
  const read = useRead(readStandard, { id });
  const [deed, setDeed] = useState<VersionDeed | null>(null);
  const s = read.data;
  const v = s && (s.versions.find((x) => x.label === chosen) ?? s.versions.find((x) => x.state === 'force') ?? s.versions[0]);
  const done = () => setUrl({ do: undefined });
  return (
    <Screen
      title={v?.title ?? t('培训标准', 'Course standard')}
      heading={
        v && (
          <span className="tr-name">
            <span lang="zh-CN">
              {v.title} {v.label}
            </span>
            <Chip kind="k">{t(programmeTexts[v.programme])}</Chip>
            <VersionMark state={v.state} />
            {v.holdsFrom && <Seal t="双方已采" />}
          </span>
        )
      }
      sub={
        v && (
          <>
            <span className="raw">{v.code}</span>
            {t('；', '; ')}
            {t(v.occupationName)}
            {t('；', '; ')}
            <span className="num nowrap">
              {t(
                `理论 ${v.hours.theory} + 实操 ${v.hours.practice} = ${v.hours.total} 课时`,
                `theory ${v.hours.theory} + practice ${v.hours.practice} = ${v.hours.total} hours`,
              )}
            </span>
            {v.classes > 0 && (
              <>
                {t('；', '; ')}
                <Link className="tr-under" to={`/training/classes?standard=${s.id}`}>
                  {t(`按这一版办的班 ${v.classes} 个`, `${v.classes} classes under it`)}
                </Link>
              </>
            )}
          </>
        )
      }
      crumb={<Link to="/training/standards">{t('培训标准', 'Course standards')}</Link>}
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        s &&
        v &&
        !doing && (
          <>
            {v.may.discard && <Button onClick={() => setDeed({ kind: 'discard' })}>{t('撤销草案', 'Discard the draft')}</Button>}
            {s.mayDraft && <Button onClick={() => setUrl({ do: 'draft' })}>{t('起草新版', 'Draft a new version')}</Button>}
            {v.may.save && <Button onClick={() => setUrl({ do: 'edit' })}>{t('修改草案', 'Change the draft')}</Button>}
            {v.may.adopt[0] && (
              <Button type="primary" onClick={() => setDeed({ kind: 'adopt', side: v.may.adopt[0]! })}>
                {t('采用这一版', 'Adopt this version')}
              </Button>
            )}
          </>
        )
      }
    >
      {s && v && doing === 'edit' && v.may.save ? (
        <SaveDraftForm of={v} onDone={done} />
      ) : s && v && doing === 'draft' && s.mayDraft ? (
        <DraftNextForm of={s.versions[0]!} onDone={(label) => setUrl({ do: undefined, v: label })} />
      ) : (
        s &&
        v && (
          <div className="tr-two">
            <div className="stack">
              <Modules of={v} />
              <Says of={v} />
            </div>
            <div className="stack tr-side">
              <Adoptions of={v} onDeed={setDeed} />
              <Versions of={s} shown={v} onChoose={(label) => setUrl({ v: label })} />
            </div>
            <PrintFoot />
          </div>
        )
      )}
      {v && deed && <StandardDeed of={v} deed={deed} onClose={() => setDeed(null)} />}
    </Screen>
  );
};

const Modules = ({ of: v }: { of: VersionOut }) => {
  const t = useT();
  return (
    <section className="tr-part">
      <Sec t={t('模块和课时', 'Modules and hours')} sub={t(`每课时 ${v.lessonMinutes} 分钟`, `hours of ${v.lessonMinutes} minutes`)} />
      {v.modules.length === 0 ? (
        <p className="note tr-body">{t('还没有模块。', 'No module yet.')}</p>
      ) : (
        <table className="t3">
          <caption className="vh">{t('模块和课时', 'Modules and hours')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('模块', 'Module')}</th>
              <th scope="col">{t('能力单元', 'Competence units')}</th>
              <th scope="col" className="r">
                {t('理论', 'Theory')}
              </th>
              <th scope="col" className="r">
                {t('实操', 'Practice')}
              </th>
            </tr>
          </thead>
          <tbody>
            {v.modules.map((m) => (
              <tr key={m.number}>
                <th scope="row" lang="zh-CN">
                  {m.number} {m.title}
                </th>
                <td lang="zh-CN">{m.units.join('、') || '—'}</td>
                <td className="r num">{m.theoryHours}</td>
                <td className="r num">{m.practiceHours}</td>
              </tr>
            ))}
            <tr className="sum">
              <th scope="row">{t('合计', 'Total')}</th>
              <td />
              <td className="r num">{v.hours.theory}</td>
              <td className="r num">{v.hours.practice}</td>
            </tr>
          </tbody>
        </table>
      )}
    </section>
  );
};

const Says = ({ of: v }: { of: VersionOut }) => {
  const t = useT();
  const long = (text: string) => (
    <span lang="zh-CN" className="tr-prose">
      {text}
    </span>
  );
  const pass = [
    t(`出勤不少于 ${v.attendancePercent} %`, `attendance of ${v.attendancePercent} % at least`),
    ...(v.theoryPass === null ? [] : [t(`理论 ${v.theoryPass} 分合格`, `theory from ${v.theoryPass}`)]),
    ...(v.practicePass === null ? [] : [t(`实操 ${v.practicePass} 分合格`, `practice from ${v.practicePass}`)]),
  ].join(t('，', ', '));
  return (
    <section className="tr-part">
      <Sec t={t('条件', 'Conditions')} />
      <Facts
        rows={[
          [t('职业或专项能力', 'Occupation'), t(v.occupationName)],
          [
            t('通向', 'Leads to'),
            <span key="l" lang="zh-CN">
              {t(leadsToTexts[v.leadsTo])}
              {t('：', ': ')}
              {v.leadsName}
              {v.leadsLevel !== null && t(`，${v.leadsLevel} 级`, `, level ${v.leadsLevel}`)}
            </span>,
          ],
          [
            t('入学', 'Admission'),
            <span key="a">
              {t(
                `满 ${v.ageFrom} 岁${v.ageTo === null ? '' : `、不超过 ${v.ageTo} 岁`}`,
                `aged ${v.ageFrom}${v.ageTo === null ? ' or more' : ` to ${v.ageTo}`}`,
              )}
              {v.education &&
                t(
                  `，文化程度${educationLevelTexts[v.education as keyof typeof educationLevelTexts].zh}以上`,
                  `, ${educationLevelTexts[v.education as keyof typeof educationLevelTexts].en} or above`,
                )}
              {v.admission && <> {long(v.admission)}</>}
            </span>,
          ],
          [
            t('合格', 'To pass'),
            <span key="p">
              {pass}
              {v.passRule && <> {long(v.passRule)}</>}
            </span>,
          ],
          [
            t('班额', 'Size'),
            <span key="s" className="num">
              {t(`${v.sizeFrom} 到 ${v.sizeTo} 人`, `${v.sizeFrom} to ${v.sizeTo} people`)}
            </span>,
          ],
          ...(v.materials ? ([[t('教材和设备', 'Materials'), <span key="m">{long(v.materials)}</span>]] as const) : []),
          [
            t('施行日期', 'In force from'),
            <span key="f" className="num">
              {v.validFrom}
            </span>,
          ],
          ...(v.documentNumber
            ? ([
                [
                  t('文号', 'Document number'),
                  <span key="d" className="raw">
                    {v.documentNumber}
                  </span>,
                ],
              ] as const)
            : []),
          [
            t('依据', 'Source'),
            <span key="r" lang="zh-CN">
              {v.source}
              {t('，', ', ')}
              {t(standardCertaintyTexts[v.certainty])}
            </span>,
          ],
          ...(v.note ? ([[t('说明', 'Note'), <span key="n">{long(v.note)}</span>]] as const) : []),
        ]}
      />
    </section>
  );
};

const Adoptions = ({ of: v, onDeed }: { of: VersionOut; onDeed: (deed: VersionDeed) => void }) => {
  const t = useT();
  return (
    <section className="tr-part">
      <Sec t={t('各方采用', 'Adopted by')} />
      <ul className="tr-list">
        {v.adoptions.map((a) => (
          <li key={a.side.code} className="row sp gap12 wrap">
            <span className="row gap8">
              <G k={a.adoptedOn ? 'ok' : 'later'} label={a.adoptedOn ? t('已采用', 'adopted') : t('未采用', 'not adopted')} />
              <span>
                <b className="b">{t(a.side.name)}</b>
                {a.documentNumber && <span className="raw s12 mute"> {a.documentNumber}</span>}
              </span>
            </span>
            <span className="row gap8">
              {a.adoptedOn ? <span className="num nowrap">{a.adoptedOn}</span> : <span className="mute">{t('等采用', 'awaited')}</span>}
              {v.may.adopt.includes(a.side.code) && (
                <Button size="small" className="noprint" onClick={() => onDeed({ kind: 'adopt', side: a.side.code })}>
                  {t('采用', 'Adopt')}
                </Button>
              )}
              {v.may.unadopt.includes(a.side.code) && (
                <Button size="small" className="noprint" onClick={() => onDeed({ kind: 'unadopt', side: a.side.code })}>
                  {t('收回', 'Take back')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {v.lacks.length > 0 && (
        <div className="tr-why" role="note">
          <p>{t('采用之前还差：', 'Before it can be adopted:')}</p>
          <ul>
            {v.lacks.map((l) => (
              <li key={l.en}>{t(l)}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
};

const Versions = ({ of: s, shown, onChoose }: { of: StandardOut; shown: VersionOut; onChoose: (label: string) => void }) => {
  const t = useT();
  return (
    <section className="tr-part">
      <Sec t={t('各版', 'Versions')} sub={t(`${s.versions.length} 版`, `${s.versions.length}`)} />
      {s.versions.length > 3 && (
        <Select
          aria-label={t('看哪一版', 'Which version')}
          value={shown.label}
          options={s.versions.map((v) => ({ value: v.label, label: v.label }))}
          onChange={onChoose}
        />
      )}
      <ol className="tr-list">
        {s.versions.map((v) => (
          <li key={v.id} className="row sp gap12 wrap">
            {v.id === shown.id ? (
              <b className="b raw" aria-current="true">
                {v.label}
              </b>
            ) : (
              <Button type="link" size="small" className="tr-link raw" onClick={() => onChoose(v.label)}>
                {v.label}
              </Button>
            )}
            <VersionMark state={v.state} />
            <span className="num nowrap mute s12">
              {v.holdsFrom ? t(`${v.holdsFrom} 起`, `from ${v.holdsFrom}`) : `${v.changedBy} ${instant(v.changed)}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
};
