import { Button } from 'antd';
import { Link } from 'react-router';
import { useT } from '#platform/web/lang.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty } from '#platform/web/states.tsx';

interface Props {
  readonly q: string | undefined;
  readonly words: string;
  /** Only searched, nothing filtered. */
  readonly onlySearch: boolean;
  readonly side: 'home' | 'scope';
  readonly onClear: () => void;
}

/** Digits that are neither the last six of a number, nor a telephone, nor a number of 15 or 18. */
const PIECE = /^(?!(\d{5}[\dXx]|\d{11}|\d{15}|\d{17}[\dXx])$)\d{1,17}[\dXx]?$/;

/** Nobody: the filter in words, why that may be, and what can be done next. */
export const WorkerListEmpty = ({ q, words, onlySearch, side, onClear }: Props) => {
  const t = useT();
  const can = useCan();
  const register = can('workers.register') && side === 'home' && (
    <Link key="new" to="/workers/new" className="wk-button">
      {q ? t('给这个人建档', 'Register this person') : t('建一份档案', 'Register a person')}
    </Link>
  );
  if (words)
    return (
      <Empty
        title={onlySearch ? t(`没有查到“${q}”`, `Nobody found by “${q}”`) : t(`按“${words}”没有找到人`, `Nobody matches “${words}”`)}
        hint={
          q && PIECE.test(q.trim())
            ? t(
                '只写一截数字查不到人：要写证件号的后六位、整个证件号，或者整个手机号。名单上看得见的后四位还不够。',
                'A piece of a number finds nobody: give its last six, the whole number, or the whole telephone. The four digits shown in the list are not enough.',
              )
            : q
              ? t(
                  '换一种写法再查：全名、姓名中的一个字、拼音、证件号或它的后六位、手机号都可以。不在您辖区的人，这里查不到。',
                  'Try another way: full name, one character of it, pinyin, the number or its last six, a telephone. People outside your area are not found here.',
                )
              : t('去掉一两个条件再看；上面的标签一点就去掉。', 'Take away a filter or two; each label above goes with a click.')
        }
        actions={
          <>
            <Button onClick={onClear}>{t('清除筛选', 'Clear filters')}</Button>
            {q && register}
          </>
        }
      />
    );
  if (side === 'scope')
    return (
      <Empty
        title={t('还没有人来这里务工，也没有人在您处', 'Nobody has come to work here or is with you yet')}
        hint={t(
          '有人到您这里上岗、报到或进班以后，从到的前 30 天起会列在这里。',
          'Once somebody takes up work, arrives or joins a class with you, they are listed here from 30 days before.',
        )}
      />
    );
  return (
    <Empty
      title={t('您的辖区还没有人建档', 'Nobody in your area is registered yet')}
      hint={t(
        '从一个人开始就行；只要姓名、证件号和户籍地，其余以后补。',
        'Begin with one person: name, number and home are enough, the rest can follow.',
      )}
      actions={register || undefined}
    />
  );
};
