import { Modal, Switch } from 'antd';
import { useState } from 'react';
import { useT } from '#platform/web/lang.tsx';
import type { PageDef } from '#platform/web/pages.ts';
import { keysOn, setKeysOn } from '#platform/web/useKeys.ts';

/** All keys; single keys can be switched off here. */
export const KeysHelp = ({ open, onClose, pages }: { open: boolean; onClose: () => void; pages: readonly PageDef[] }) => {
  const t = useT();
  const [on, setOn] = useState(keysOn);
  const rows: [string, string][] = [
    ['/', t('查找', 'Search')],
    ...pages.flatMap((p): [string, string][] => (p.nav?.key ? [[`g ${p.nav.key}`, t(p.nav.text)]] : [])),
    ['j', t('名单里的下一个', 'Next in a list')],
    ['k', t('名单里的上一个', 'Previous in a list')],
    ['x', t('勾选这一个', 'Tick this one')],
    ['Enter', t('打开这一个', 'Open this one')],
    ['e', t('导出名单', 'Export the list')],
    ['?', t('这张表', 'This table')],
    ['Esc', t('关上最上面的一层', 'Close the topmost thing')],
  ];
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('键盘操作', 'Keyboard')} destroyOnHidden>
      <table className="t3">
        <tbody>
          {rows.map(([key, what]) => (
            <tr key={key}>
              <th scope="row">
                {key.split(' ').map((k) => (
                  <kbd key={k}>{k}</kbd>
                ))}
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="row gap12 keys-switch">
        <Switch
          id="keys-on"
          checked={on}
          onChange={(next) => {
            setOn(next);
            setKeysOn(next);
          }}
        />
        <label htmlFor="keys-on">{t('使用单键操作', 'Use single-key shortcuts')}</label>
      </p>
    </Modal>
  );
};
