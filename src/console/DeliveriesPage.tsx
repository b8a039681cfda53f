import { Button } from 'antd';
import { listParked, type ParkedDelivery, retryDelivery } from '#platform/deliveriesContract.ts';
import { DataTable } from '#platform/web/DataTable.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, WriteProblem } from '#platform/web/states.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';

/** News between capabilities that failed ten times; the system administrator sends them on when the cause is gone. */
export const DeliveriesPage = () => {
  const t = useT();
  const [url, setUrl] = useUrlState('cursor');
  const parked = useRead(listParked, url.cursor ? { cursor: url.cursor } : {}, { keep: true });
  const retry = useWrite(retryDelivery, { stales: ['platform.listParked'] });
  const items = parked.data?.items ?? [];
  return (
    <Screen
      title={t('停下的投递', 'Parked deliveries')}
      sub={t(
        '系统内部的通知连续失败 10 次后停在这里，排除原因后可以再送',
        'Internal news that failed ten times waits here; send it again when the cause is gone',
      )}
      busy={parked.isPending}
      problem={parked.error}
      onRetry={() => void parked.refetch()}
    >
      <WriteProblem problem={retry.error} />
      {items.length === 0 ? (
        <Empty
          title={t('没有停下的投递', 'Nothing is parked')}
          hint={t('系统内部的通知都送到了。', 'All internal news has been delivered.')}
        />
      ) : (
        <DataTable<ParkedDelivery>
          label={t('停下的投递', 'Parked deliveries')}
          rows={items}
          rowKey={(d) => String(d.id)}
          rowName={(d) => d.action}
          columns={[
            { key: 'action', title: t('什么事', 'News'), cell: (d) => <span className="raw">{d.action}</span> },
            { key: 'to', title: t('送给', 'To'), main: true, cell: (d) => <span className="raw">{d.subscriber}</span> },
            { key: 'error', title: t('为什么失败', 'Why it failed'), cell: (d) => <span className="raw">{d.error ?? ''}</span> },
            { key: 'at', title: t('停下的时间', 'Parked at'), cell: (d) => <time className="num nowrap">{instant(d.parkedAt)}</time> },
            {
              key: 'retry',
              title: <span className="vh">{t('操作', 'Action')}</span>,
              main: true,
              cell: (d) => (
                <Button size="small" loading={retry.isPending && retry.variables?.id === d.id} onClick={() => retry.mutate({ id: d.id })}>
                  {t('再送一次', 'Send again')}
                </Button>
              ),
            },
          ]}
          paging={{
            total: parked.data?.total ?? null,
            next: parked.data?.next ?? null,
            previous: parked.data?.previous,
            first: !url.cursor,
            unit: t('条', 'deliveries'),
            onPage: (cursor) => setUrl({ cursor }),
          }}
        />
      )}
    </Screen>
  );
};
