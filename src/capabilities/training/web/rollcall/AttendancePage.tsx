import { Button, Segmented } from 'antd';
import { type KeyboardEvent, type MouseEvent, memo, useMemo, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { ExportButton } from '#platform/web/ExportButton.tsx';
import { I } from '#platform/web/icons.tsx';
import { number, useLang, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { PrintFoot } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { type Attendance, type AttendancePerson, exportAttendance, readAttendance } from '../../contractRoll.ts';
import { markTexts, reachingTexts } from '../../contractRollTexts.ts';
import { clockText, MARKS, markOf, NOT_IN_CLASS, slotText } from '../../rules.ts';
import { OpenScreen } from './AttendancePart.tsx';
import { MarkDialog } from './MarkDialog.tsx';
import { PhotosPart } from './PhotosPart.tsx';
import { letterSigns, signs, standingMarks } from './rollWords.ts';
import './roll.css';

type Lessons = Attendance['lessons'];
interface At {
  readonly person: number;
  readonly lesson: number;
}
/** 签到表: people × lessons. One cell at a time takes the focus; arrow keys walk, Enter opens where the mark comes from. */
export const AttendancePage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const read = useRead(readAttendance, { id });
  const [open, setOpen] = useState<At | null>(null);
  const [who, setWho] = useState<'all' | 'lost' | 'gaps'>('all');
  const a = read.data;
  const people = useMemo(
    () => (a?.people ?? []).filter((p) => who === 'all' || (who === 'lost' ? p.standing === 'lost' : p.unmarked > 0)),
    [a, who],
  );
  const lost = a?.people.filter((p) => p.standing === 'lost').length ?? 0;
  const gaps = a?.people.filter((p) => p.unmarked > 0).length ?? 0;
  const opened = open && a ? { person: people[open.person]!, lesson: a.lessons[open.lesson]! } : null;
  const today = a?.lessons.filter((l) => l.day === a.today && l.state === 'planned') ?? [];
  return (
    <Screen
      title={a ? t(`${a.classTitle}签到表`, `Attendance of ${a.classTitle}`) : t('签到表', 'Attendance')}
      crumb={
        <>
          <Link to="/training/classes">{t('培训班', 'Classes')}</Link> /{' '}
          <Link to={`/training/classes/${id}`} lang="zh-CN">
            {a?.classTitle ?? t('班', 'Class')}
          </Link>
        </>
      }
      sub={
        a && (
          <>
            {t(
              `${a.people.length} 人，${a.lessons.filter((l) => l.state === 'planned').length} 次课，已上 ${number(a.held)} 课时，全程 ${number(a.total)} 课时`,
              `${a.people.length} people, ${a.lessons.filter((l) => l.state === 'planned').length} lessons, ${number(a.held)} of ${number(a.total)} hours held`,
            )}
            {a.needed !== null &&
              t(
                `；标准要求出勤 ${a.percent}%，即 ${number(a.needed)} 课时`,
                `; the standard asks for ${a.percent}%, ${number(a.needed)} hours`,
              )}
          </>
        )
      }
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        a && (
          <>
            <Button type="text" icon={<I n="print" />} onClick={() => window.print()}>
              {t('打印', 'Print')}
            </Button>
            {a.may.export && (
              <ExportButton
                of={exportAttendance}
                input={{ id }}
                file={t(`${a.classTitle}签到表.xlsx`, `attendance ${a.classTitle}.xlsx`)}
              />
            )}
          </>
        )
      }
    >
      {a && (
        <>
          {a.may.roll && today.length > 0 && (
            <ul className="plain noprint">
              {today.map((l) => (
                <li key={l.id}>
                  <OpenScreen of={l} /> ·{' '}
                  <Link to={`/training/classes/${id}/sheet/${l.id}`}>{t('打印签到纸', 'Print a sign-in sheet')}</Link>
                </li>
              ))}
            </ul>
          )}
          {a.people.length === 0 ? (
            <p className="sub">
              {t('名单里还没有您看得到的学员。', 'There is nobody on the list whom you may see. ')}
              <Link to={`/training/classes/${id}`}>{t('到班的页面录取', 'Enrol them on the page of the class')}</Link>
            </p>
          ) : (
            <>
              <div className="row gap12 wrap noprint roll-bar">
                <Segmented<typeof who>
                  aria-label={t('看谁', 'Whom')}
                  value={who}
                  onChange={setWho}
                  options={[
                    { value: 'all', label: t(`全部 ${a.people.length}`, `All ${a.people.length}`) },
                    { value: 'lost', label: t(`达不到了 ${lost}`, `Out of reach ${lost}`) },
                    { value: 'gaps', label: t(`没点全 ${gaps}`, `Not fully called ${gaps}`) },
                  ]}
                />
                <Legend />
              </div>
              <Grid a={a} people={people} onOpen={setOpen} />
              {people.length === 0 && <p className="sub">{t('这一类没有人。', 'Nobody in this group.')}</p>}
              <p className="note">
                {t(
                  '迟到、早退写了分钟数的，按在课的分钟折算课时；没写的按整节计。请假和缺课没有课时。还能缺 = 全程课时 − 标准要求 − 已缺。',
                  'Late or early with minutes: the hours by the minutes present; without, the whole lesson. Excused and absent have no hours. May still miss = all hours − those asked for − those missed.',
                )}
              </p>
              {a.refusedCodes.length > 0 && (
                <p>
                  <St k="doubt">
                    {t(
                      `${a.refusedCodes.reduce((n, r) => n + r.count, 0)} 次过时的码没有收（拍下来或转发的），在 ${a.refusedCodes.length} 次课里`,
                      `${a.refusedCodes.reduce((n, r) => n + r.count, 0)} outdated code(s), photographed or forwarded, were refused in ${a.refusedCodes.length} lesson(s)`,
                    )}
                  </St>
                </p>
              )}
            </>
          )}
          <PhotosPart lessons={a.lessons} today={a.today} />
          <PrintFoot />
          {opened && <MarkDialog lesson={opened.lesson} person={opened.person} mayCorrect={a.may.roll} onClose={() => setOpen(null)} />}
        </>
      )}
    </Screen>
  );
};

const Legend = () => {
  const t = useT();
  return (
    <ul className="roll-legend s13" aria-label={t('图例', 'Legend')}>
      {MARKS.map((m) => (
        <li key={m}>
          <b className={`roll-${m}`} aria-hidden="true">
            {t(signs[m])}
          </b>{' '}
          {t(markTexts[m])}
        </li>
      ))}
      <li>
        <b aria-hidden="true">·</b> {t(markTexts.nothing)}
      </li>
    </ul>
  );
};

const Grid = ({ a, people, onOpen }: { a: Attendance; people: readonly AttendancePerson[]; onOpen: (at: At) => void }) => {
  const t = useT();
  const body = useRef<HTMLTableSectionElement>(null);
  const cellOf = (target: EventTarget): At | null => {
    const cell = (target as HTMLElement).closest<HTMLElement>('td[data-l]');
    return cell ? { person: Number(cell.parentElement!.dataset.p), lesson: Number(cell.dataset.l) } : null;
  };
  const walk = (event: KeyboardEvent) => {
    const at = cellOf(event.target);
    if (!at) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onOpen(at);
      return;
    }
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!step) return;
    event.preventDefault();
    body.current?.querySelector<HTMLElement>(`tr[data-p="${at.person + step[0]!}"] td[data-l="${at.lesson + step[1]!}"]`)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area has to be reachable by keyboard
    <section className="roll-scroll" tabIndex={0} aria-label={t('签到表，可以左右滚动', 'Attendance; scrolls sideways')}>
      <table className="roll-grid">
        <thead>
          <tr>
            <th scope="col" className="roll-name">
              {t('学员', 'Trainee')}
            </th>
            <th scope="col">{t('出勤课时', 'Hours')}</th>
            <th scope="col">{t('已缺', 'Missed')}</th>
            <th scope="col">{t('还能缺', 'May still miss')}</th>
            <th scope="col">{t('对标准', 'By the standard')}</th>
            {a.lessons.map((l) => (
              <th key={l.id} scope="col" className={l.state === 'cancelled' ? 'roll-off' : ''} title={slotText(l)}>
                <span className="roll-day">{l.day.slice(5)}</span>
                <span className="roll-hour">{l.state === 'cancelled' ? t('停', 'off') : clockText(l.fromMinute)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          ref={body}
          onKeyDown={walk}
          onClick={(event: MouseEvent) => {
            const at = cellOf(event.target);
            if (at) onOpen(at);
          }}
        >
          {people.map((p, i) => (
            <Row key={p.workerId} of={p} at={i} lessons={a.lessons} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className="roll-name">
              {t('到课人数', 'Came')}
            </th>
            <td colSpan={4} />
            {a.lessons.map((l) => (
              <td key={l.id} className="num">
                {l.marked === 0 ? '' : l.present}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
};

const Row = memo(({ of: p, at, lessons }: { of: AttendancePerson; at: number; lessons: Lessons }) => {
  const t = useT();
  const { lang } = useLang();
  return (
    <tr data-p={at}>
      <th scope="row" className="roll-name">
        <span className="num mute">{p.seat ?? ''}</span>{' '}
        <Link to={`/workers/${p.workerId}`} lang="zh-CN">
          {p.name}
        </Link>
      </th>
      <td className="num">{number(p.attended)}</td>
      <td className="num">{number(p.missedHours)}</td>
      <td className="num">{p.mayMiss === null ? '' : p.mayMiss < 0 ? '0' : number(p.mayMiss)}</td>
      <td className="roll-stand">
        <St k={standingMarks[p.standing]}>{t(reachingTexts[p.standing])}</St>
      </td>
      {lessons.map((l, i) => {
        const letter = p.marks[i]!;
        const mark = markOf(letter);
        if (letter === NOT_IN_CLASS) return <td key={l.id} className="roll-out" />;
        return (
          <td
            key={l.id}
            data-l={i}
            tabIndex={i === 0 ? 0 : -1}
            className={mark ? `roll-cell roll-${mark}` : 'roll-cell'}
            aria-label={mark ? markTexts[mark][lang] : markTexts.nothing[lang]}
          >
            {letterSigns[letter]?.[lang]}
          </td>
        );
      })}
    </tr>
  );
});
