import { Link } from 'react-router';
import { AreaName } from '#platform/web/AreaName.tsx';
import { Chip, Facts, Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { readMe } from '../contract.ts';

/** Under which roles one is here, and how safe the account is. */
export const HomeAccount = () => {
  const t = useT();
  const me = useRead(readMe, {}).data;
  if (!me) return null;
  return (
    <section>
      <Sec t={t('我的账号', 'My account')} x={<Link to="/settings">{t('我的设置', 'My settings')}</Link>} />
      <Facts
        rows={[
          ...me.roles.map(
            (r) =>
              [
                <Chip key={r.id} kind="k">
                  {t(r.text)}
                </Chip>,
                <AreaName key={`${r.id} area`} code={r.areaCode} zh={r.areaName} />,
              ] as const,
          ),
          [
            t('动态码', 'Codes'),
            me.codesOn ? (
              <St key="on" k="ok">
                {t('已启用', 'on')}
              </St>
            ) : (
              <St key="off" k="later">
                {t('未启用，可在我的设置里打开', 'off; can be switched on in my settings')}
              </St>
            ),
          ],
          [
            t('这次登录', 'This session'),
            t(
              `闲置 ${me.session.idleMinutes} 分钟自动退出，最晚到 ${instant(me.session.expires)}`,
              `ends after ${me.session.idleMinutes} idle minutes, at the latest ${instant(me.session.expires)}`,
            ),
          ],
        ]}
      />
    </section>
  );
};
