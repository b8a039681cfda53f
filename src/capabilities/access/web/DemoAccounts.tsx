import { Button } from 'antd';
import { useT } from '#platform/web/lang.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listDemoAccounts } from '../contractDemo.ts';

/** The demonstration's accounts, one click each, in the hatched box that means "not real". */
export const DemoAccounts = ({ onPick }: { onPick: (login: string, password: string) => void }) => {
  const t = useT();
  const demo = useRead(listDemoAccounts, {});
  if (!demo.data?.items.length) return null;
  return (
    <section className="demo-box" aria-label={t('演示账号', 'Demonstration accounts')}>
      <p className="s13">
        <b className="b">{t('这是演示环境', 'This is a demonstration')}</b>{' '}
        <span className="note">
          {t('人员、单位均为虚构，点一个账号就填好', 'People and firms are fictional; click an account to fill it in')}
        </span>
      </p>
      <ul>
        {demo.data.items.map((a) => (
          <li key={a.login}>
            <Button type="link" size="small" onClick={() => onPick(a.login, demo.data!.password)}>
              {t(a.text)}
            </Button>
          </li>
        ))}
      </ul>
      {demo.data.totp && (
        <p className="note">
          {t('系统管理员还要动态码，密钥 ', 'The system administrator also needs a code; secret ')}
          <span className="raw">{demo.data.totp.secret}</span>
        </p>
      )}
    </section>
  );
};
