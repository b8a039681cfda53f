import type { Output } from '#platform/contract.ts';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { useT } from '#platform/web/lang.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { listPromises, Promise4, promiseShort } from '../../contract.ts';
import { Meter } from './PromiseCards.tsx';
import './enrolment.css';

type Row = Output<typeof listPromises>['items'][number];
/** Promises kept and broken by employer: open to everybody in the programme; numbers, no person. */
export const PromisesPage = () => {
  const t = useT();
  const [{ cursor }, setUrl] = useUrlState('cursor');
  const read = useRead(listPromises, { cursor }, { keep: true });
  const columns: readonly Column<Row>[] = [
    {
      key: 'employer',
      title: t('用人单位', 'Employer'),
      cell: (r) => (
        <span lang="zh-CN">
          <b className="b">{r.employer.name}</b>
          {r.place && <span className="mute s12"> {t(r.place.name)}</span>}
        </span>
      ),
    },
    { key: 'classes', title: t('订单班', 'Classes'), right: true, cell: (r) => r.classes },
    { key: 'posts', title: t('承诺岗位', 'Posts promised'), right: true, cell: (r) => r.posts },
    { key: 'trainees', title: t('学员', 'Trainees'), right: true, cell: (r) => r.trainees },
    { key: 'gone', title: t('退出、未结业', 'Left or failed'), right: true, cell: (r) => r.gone },
    ...Promise4.options.slice(0, 3).map((p) => ({
      key: p,
      title: t(promiseShort[p]),
      right: true,
      cell: (r: Row) => t(`${r[p].met} 达到，${r[p].not} 未达到`, `${r[p].met} met, ${r[p].not} not`),
    })),
    {
      key: 'contract',
      title: t('毕业即就业', 'In work on finishing'),
      cell: (r) => (
        <span>
          {t(
            `兑现 ${r.contract.met}，未兑现 ${r.contract.not}，未到期 ${r.contract.yet}`,
            `kept ${r.contract.met}, broken ${r.contract.not}, not due ${r.contract.yet}`,
          )}
          <Meter {...r.contract} />
        </span>
      ),
    },
    {
      key: 'kept',
      title: t('兑现率', 'Kept'),
      right: true,
      main: true,
      cell: (r) => (r.kept === null ? t('未到期', 'not due') : `${r.kept}%`),
    },
  ];
  return (
    <Screen
      title={t('用工承诺兑现', 'Promises kept')}
      sub={t(
        `各用人单位在订单班里承诺的岗位兑现了多少。兑现率只算到期的；退出和未结业的不计。${read.data?.countedOn ? `统计到 ${read.data.countedOn}` : ''}`,
        `How many of the posts promised in order classes were given. The rate counts what is due; who left or failed is not counted. ${read.data?.countedOn ? `Counted on ${read.data.countedOn}` : ''}`,
      )}
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      {read.isPending ? (
        <Loading rows={8} />
      ) : !read.data ? null : read.data.items.length === 0 ? (
        <Empty
          title={t('还没有可统计的订单班', 'No order class has been counted yet')}
          hint={t('登记了三方协议的订单班，每天夜里统计一次。', 'Order classes with an agreement of three are counted every night.')}
        />
      ) : (
        <DataTable
          label={t('用工承诺兑现', 'Promises kept')}
          columns={columns}
          rows={read.data.items}
          rowKey={(r) => r.employer.id}
          rowName={(r) => r.employer.name}
          paging={pagingOf(read.data, cursor, t('家', 'employers'), (next) => setUrl({ cursor: next }))}
        />
      )}
    </Screen>
  );
};
