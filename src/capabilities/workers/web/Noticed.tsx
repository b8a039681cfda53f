import { Button } from 'antd';
import { Link } from 'react-router';
import { AreaName } from '#platform/web/AreaName.tsx';
import { Mask, Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import type { Likeness } from '../contractShapes.ts';
import type { Checked } from './useRegister.ts';
import { PersonName } from './workerWords.tsx';

interface Props {
  readonly checked: Checked;
  readonly notTheSame: readonly string[];
  readonly onNot: (ids: readonly string[]) => void;
}

/** What the system noticed while typing: the very number on record, and records that look like the same person. */
export const Noticed = ({ checked, notTheSame, onNot }: Props) => {
  const t = useT();
  const likenesses = checked.data?.likenesses ?? [];
  const same = checked.data?.same;
  const open = likenesses.filter((l) => !notTheSame.includes(l.workerId));
  return (
    <aside aria-labelledby="noticed" className="wk-noticed">
      <Sec
        id="noticed"
        t={t('可能是同一个人', 'Perhaps the same person')}
        sub={
          likenesses.length
            ? t(`${likenesses.length} 人，边填边查`, `${likenesses.length}, checked while typing`)
            : t('边填边查', 'checked while typing')
        }
      />
      {same && (
        <div className="wk-like" role="alert">
          <p>
            <G k="no" /> {t(`这个证件号已在您的辖区建档：${same.name}`, `This number is already on record in your area: ${same.name}`)}
          </p>
          <p className="row gap12">
            <Link to={`/workers/${same.workerId}`} className="wk-button small">
              {t('打开那一份', 'Open that record')}
            </Link>
          </p>
        </div>
      )}
      {likenesses.length ? (
        <ul>
          {likenesses.map((l) => (
            <One
              key={l.workerId}
              of={l}
              not={notTheSame.includes(l.workerId)}
              onNot={(not) => onNot(not ? [...notTheSame, l.workerId] : notTheSame.filter((id) => id !== l.workerId))}
            />
          ))}
        </ul>
      ) : (
        !same && (
          <p className="wk-none s13 sub" role="status">
            {t(
              '还没有看到像同一个人的档案。填上姓名、证件号和户籍地，这里就会对照。',
              'No record looks like this person yet. Name, number and home are compared as they are filled in.',
            )}
          </p>
        )
      )}
      {open.length > 1 && (
        <p className="wk-none">
          <Button size="small" onClick={() => onNot([...new Set([...notTheSame, ...likenesses.map((l) => l.workerId)])])}>
            {t(`这 ${open.length} 人都看过，都不是`, `Looked at all ${open.length}: none of them`)}
          </Button>
        </p>
      )}
    </aside>
  );
};

const One = ({ of, not, onNot }: { of: Likeness; not: boolean; onNot: (not: boolean) => void }) => {
  const t = useT();
  if (not)
    return (
      <li className="wk-like not">
        <span className="sub">
          <G k="off" /> <PersonName name={of.name} /> {t('看过，不是', 'looked at, not the same')}
        </span>
        <Button type="link" size="small" onClick={() => onNot(false)}>
          {t('再看', 'Look again')}
        </Button>
      </li>
    );
  return (
    <li className="wk-like">
      <p className="row sp">
        <span>
          <G k={of.score >= 80 ? 'doubt' : 'info'} /> <PersonName name={of.name} />
        </span>
        <span className="s13 sub nowrap">
          {t('相像 ', 'likeness ')}
          <b className="b num">{of.score}</b>/100
        </span>
      </p>
      <div className="wk-like-in">
        <p className="s13">{of.reasons.map((r) => t(r)).join(t('；', '; '))}</p>
        {of.guards.length > 0 && (
          <p className="s13 stt-doubt">
            {t('不能只凭这些认定：', 'Not proof by itself: ')}
            {of.guards.map((g) => t(g)).join(t('；', '; '))}
          </p>
        )}
        <p className="s13 mute">
          <AreaName code={of.homeCode} zh={of.homeName} />
          {of.age !== null && t(`，${of.age} 岁`, `, ${of.age}`)}
          {of.numberMasked && (
            <>
              {t('，', ', ')}
              <Mask text={of.numberMasked} />
            </>
          )}
          {t(`，${of.registered} 建档`, `, registered ${of.registered}`)}
        </p>
        <p className="row gap12">
          <Link to={`/workers/${of.workerId}`} className="wk-button small">
            {t('就是这个人，打开', 'It is this person: open')}
          </Link>
          <Button size="small" type="text" onClick={() => onNot(true)}>
            {t('不是', 'Not the same')}
          </Button>
        </p>
      </div>
    </li>
  );
};
