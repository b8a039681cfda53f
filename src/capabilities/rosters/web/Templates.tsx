import { Button } from 'antd';
import { useState } from 'react';
import { type CallFailed, download } from '#platform/web/api.ts';
import { I } from '#platform/web/icons.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Loading, ProblemView, WriteProblem } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listSheets, readTemplate } from '../contractBatches.ts';

/** Empty sheets to fill in, with drop-downs and notes in them; any other layout is taken as well. */
export const Templates = () => {
  const t = useT();
  const sheets = useRead(listSheets, {});
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const items = sheets.data?.items.filter((s) => s.template) ?? [];
  return (
    <section aria-labelledby="templates">
      <Sec id="templates" t={t('空白模板', 'Empty templates')} sub={t('带下拉和填写说明', 'with drop-downs and notes')} />
      {sheets.isPending ? (
        <Loading rows={3} />
      ) : sheets.error ? (
        <ProblemView problem={sheets.error} onRetry={() => void sheets.refetch()} />
      ) : items.length === 0 ? (
        <p className="prose sub">{t('还没有模板。手里现成的表直接交就行。', 'No templates yet. Hand in the sheet you already have.')}</p>
      ) : (
        <>
          <ul className="templates">
            {items.map((s) => (
              <li key={s.id}>
                <span className="grow">{t(s.text)}</span>
                <Button
                  type="link"
                  size="small"
                  icon={<I n="dl" />}
                  onClick={() => {
                    setProblem(null);
                    download(readTemplate, { id: s.id }, `${t(s.text)}.xlsx`).catch(setProblem);
                  }}
                >
                  {t('下载', 'Download')}
                  <span className="vh"> {t(s.text)}</span>
                </Button>
              </li>
            ))}
          </ul>
          <p className="note">
            {t(
              '手里有系统导出的表、村里自己的表，不用抄进模板，直接交。',
              'A sheet exported from another system, or the village’s own, needs no copying into a template: hand it in as it is.',
            )}
          </p>
          <WriteProblem problem={problem} />
        </>
      )}
    </section>
  );
};
