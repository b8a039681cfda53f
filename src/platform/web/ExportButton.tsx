import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { AnyEndpoint, Input } from '../contract.ts';
import { type CallFailed, download } from './api.ts';
import { I } from './icons.tsx';
import { number, useT } from './lang.tsx';
import { WriteProblem } from './states.tsx';
import { useSteppedUp } from './stepUp.tsx';

interface Props<E extends AnyEndpoint> {
  readonly of: E;
  readonly input: Input<E>;
  /** The file's name with its ending. */
  readonly file: string;
  /** What stands on the button; 导出 unless told. */
  readonly children?: ReactNode;
  readonly icon?: 'out' | 'dl';
  readonly small?: boolean;
  readonly disabled?: boolean;
}
/** A file of an endpoint: asks who it is, is on record, and says where it failed. */
export const ExportButton = <E extends AnyEndpoint>({ of, input, file, children, icon = 'out', small, disabled = false }: Props<E>) => {
  const t = useT();
  const stepped = useSteppedUp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const take = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await stepped(() => download(of, input, file));
    } catch (error) {
      // closing the question is no failure
      if ((error as CallFailed).code !== 'access.stepUpNeeded') setProblem(error as CallFailed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <WriteProblem problem={problem} />
      <Button size={small ? 'small' : 'middle'} icon={<I n={icon} />} loading={busy} disabled={disabled} onClick={() => void take()}>
        {children ?? t('导出', 'Export')}
      </Button>
    </>
  );
};

/** How many the file holds, in the measure word of what it lists. */
export const useExportWords = () => {
  const t = useT();
  return (total: number | null | undefined, unit: string): string =>
    typeof total === 'number' ? t(`导出 ${number(total)} ${unit}`, `Export ${number(total)}`) : t('导出', 'Export');
};
