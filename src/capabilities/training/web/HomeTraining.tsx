import { useT } from '#platform/web/lang.tsx';
import { Todo, type TodoLine } from '#platform/web/Todo.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listClasses, listStandards } from '../contract.ts';

/** Among what waits for me: classes up for approval, or of my school that are to be opened or finished. Silent where none is. */
export const HomeClasses = () => {
  const t = useT();
  const read = useRead(listClasses, { waiting: true, size: 1 });
  const total = read.data?.total;
  const [first] = read.data?.items ?? [];
  const lines: readonly TodoLine[] =
    !first || total === 0 || total === undefined
      ? []
      : [
          {
            key: 'classes',
            mark: 'due',
            kind: t('培训班', 'Classes'),
            title:
              total === 1
                ? first.state === 'approval'
                  ? t(`“${first.title}”等审批`, `“${first.title}” waits for approval`)
                  : t(`“${first.title}”等办下一步`, `“${first.title}” waits for its next step`)
                : t('等审批或办下一步', 'Wait for approval or their next step'),
            to: total === 1 ? `/training/classes/${first.id}` : '/training/classes?waiting=true',
            count: total,
            unit: t('个班', ''),
          },
        ];
  return <Todo id="training.classes" lines={read.data ? lines : read.error ? [] : undefined} />;
};

/** Standards that another side has drafted or adopted and that wait for my office. */
export const HomeStandards = () => {
  const t = useT();
  const read = useRead(listStandards, { waiting: true, state: 'adopting', size: 1 });
  const total = read.data?.total;
  const [first] = read.data?.items ?? [];
  const lines: readonly TodoLine[] =
    !first || total === 0 || total === undefined
      ? []
      : [
          {
            key: 'standards',
            mark: 'due',
            kind: t('培训标准', 'Course standards'),
            title:
              total === 1
                ? t(`《${first.title}》${first.label} 等本地采用`, `“${first.title}” ${first.label} waits for adoption by your side`)
                : t('等本地采用', 'Wait for adoption by your side'),
            to: total === 1 ? `/training/standards/${first.standardId}` : '/training/standards?waiting=true',
            count: total,
            unit: t('个标准', ''),
          },
        ];
  return <Todo id="training.standards" lines={read.data ? lines : read.error ? [] : undefined} />;
};
