import { Button, Modal } from 'antd';
import { type ReactNode, useContext, useEffect } from 'react';
import { UNSAFE_DataRouterContext, useBlocker } from 'react-router';
import { useT } from './lang.tsx';

interface Props {
  /** True while something here would be lost. */
  readonly when: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** The verb of leaving: 不要这些改动，离开. */
  readonly leave: string;
}

/** Before another page is opened, or the window closed, while something typed would be lost. Another tab or filter of the same page is no leaving. */
export const AskBeforeLeaving = (props: Props) => {
  useEffect(() => {
    if (!props.when) return;
    const hear = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hear);
    return () => window.removeEventListener('beforeunload', hear);
  }, [props.when]);
  // a test that needs no history of its own stands in a plain router
  return useContext(UNSAFE_DataRouterContext) ? <Blocking {...props} /> : null;
};

const Blocking = ({ when, title, children, leave }: Props) => {
  const t = useT();
  const blocker = useBlocker(({ currentLocation, nextLocation }) => when && currentLocation.pathname !== nextLocation.pathname);
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title={title}
      destroyOnHidden
      closable={{ 'aria-label': t('关上', 'Close') }}
      onCancel={() => blocker.reset?.()}
      footer={
        <div className="row gap12 confirm-foot">
          <Button onClick={() => blocker.proceed?.()}>{leave}</Button>
          <Button type="primary" onClick={() => blocker.reset?.()}>
            {t('留在这一页', 'Stay here')}
          </Button>
        </div>
      }
    >
      {children}
    </Modal>
  );
};
