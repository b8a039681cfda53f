import { useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import { AreaContext } from './AreaPicker.tsx';
import { useT } from './lang.tsx';

/** The full name of a division; its code until the name is known, and where nobody knows it. */
export const useAreaName = (code: string | undefined): string => {
  const t = useT();
  const source = useContext(AreaContext);
  const name = useQuery({
    queryKey: ['area-name', code],
    queryFn: () => source!.nameOf(code!),
    enabled: Boolean(code) && source !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return code === '' ? t('全国', 'the whole country') : (name.data ?? code ?? '');
};
export const AreaName = ({ code }: { code: string }) => <>{useAreaName(code)}</>;
