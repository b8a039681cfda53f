import { Button } from 'antd';
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { useT } from './lang.tsx';
import { Empty } from './states.tsx';

const cache = new Map<string, ComponentType>();

interface Props {
  readonly id: string;
  readonly load: () => Promise<ComponentType>;
  readonly while: ReactNode;
  /** What is beside the matter: nothing is said where it does not come. */
  readonly quiet?: boolean;
}

/**
 * A part of the console that is fetched when it is first needed. Where it does not come (no network, or a new version was installed since this
 * page was opened) it says so, and nothing else on the page is lost.
 */
export const Loaded = ({ id, load, while: waiting, quiet = false }: Props) => {
  const t = useT();
  const [, again] = useState(0);
  const [failed, setFailed] = useState(false);
  const Found = cache.get(id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `load` belongs to `id`
  useEffect(() => {
    if (cache.has(id)) {
      // it came between this render and this effect, asked for by an instance that is gone: nobody else would draw it
      if (!Found) again((n) => n + 1);
      return;
    }
    let live = true;
    load().then(
      (component) => {
        cache.set(id, component);
        if (live) again((n) => n + 1);
      },
      () => {
        if (live) setFailed(true);
      },
    );
    return () => {
      live = false;
    };
  }, [id]);
  if (Found) return <Found />;
  if (!failed || quiet) return waiting;
  return (
    <Empty
      title={t('这一部分没有取到', 'This part did not arrive')}
      hint={t('网络断了，或者系统刚升级过。重新打开页面就好。', 'The network is down, or the system was upgraded. Open the page anew.')}
      actions={<Button onClick={() => window.location.reload()}>{t('重新打开', 'Open anew')}</Button>}
    />
  );
};
