import { useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import { AreaContext } from './AreaPicker.tsx';
import { useLang, useT } from './lang.tsx';

/** The full name of a division in the reader's language; its code until the name is known. `zh`: the Chinese name, where it came with the row. */
export const useAreaName = (code: string | undefined, zh?: string): string => {
  const t = useT();
  const { lang } = useLang();
  const source = useContext(AreaContext);
  const known = lang === 'zh' && zh !== undefined;
  const name = useQuery({
    queryKey: ['area-name', code, lang],
    queryFn: () => source!.nameOf(code!, lang),
    enabled: Boolean(code) && source !== null && !known,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (code === '') return t('全国', 'the whole country');
  return known ? zh : (name.data ?? zh ?? code ?? '');
};
export const AreaName = ({ code, zh }: { code: string; zh?: string }) => <>{useAreaName(code, zh)}</>;
