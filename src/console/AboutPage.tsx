import { Facts, Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useAbout } from './useAbout.ts';

/** What is running here: version, database, day, where the data come from. */
export const AboutPage = () => {
  const t = useT();
  const about = useAbout();
  const a = about.data;
  return (
    <Screen title={t('关于稳岗', 'About Wengang')} busy={about.isPending} problem={about.error} onRetry={() => void about.refetch()}>
      {a && (
        <>
          <section className="section">
            <Sec t={t('这里运行的是', 'What is running here')} />
            <Facts
              rows={[
                [
                  t('版本', 'Version'),
                  <span key="v" className="raw">
                    {a.version}
                  </span>,
                ],
                [
                  t('数据库', 'Database'),
                  a.database.kind === 'embedded'
                    ? t(`内置数据库（PGlite，PostgreSQL ${a.database.version}）`, `embedded (PGlite, PostgreSQL ${a.database.version})`)
                    : `PostgreSQL ${a.database.version}`,
                ],
                [t('业务日', 'Business day'), a.demonstrationDay ? t(`${a.today}（演示日）`, `${a.today} (demonstration day)`) : a.today],
                [
                  t('数据', 'Data'),
                  a.demonstration
                    ? t('演示数据，人员、单位均为虚构', 'Demonstration data; people and firms are fictional')
                    : t('正式数据', 'Live data'),
                ],
              ]}
            />
          </section>
          <section className="section">
            <Sec t={t('数字从哪里来', 'Where the reference data come from')} />
            <p className="prose">
              {t(
                '区划、职业、行业、民族、学历等代码都写着来源和把握程度；没有查实的标为“未核实”，不当作官方代码使用。',
                'Divisions, occupations, industries, ethnic groups and education codes carry their source and how sure it is; what could not be confirmed is marked unverified and never used as an official code.',
              )}
            </p>
          </section>
          <section className="section">
            <Sec t={t('个人信息', 'Personal data')} />
            <p className="prose">
              {t(
                '证件号和电话加密保存，默认遮蔽显示；查看全号、导出要再次确认身份，并且都留痕。谁在什么时候看过、改过、导出过，审计人员随时能查。',
                'Identity numbers and phones are stored encrypted and shown masked. Full numbers and exports need a fresh confirmation and are on record; an auditor can see at any time who looked, changed or exported.',
              )}
            </p>
          </section>
        </>
      )}
    </Screen>
  );
};
