import { useT } from './lang.tsx';

/** How many wait behind an entry of the rail; nothing where none do. */
export const NavCount = ({ n, more = false }: { n: number; more?: boolean }) => {
  const t = useT();
  if (n === 0) return null;
  return (
    <span className="n num">
      <span className="vh">{t('，待我办 ', ', for me to do: ')}</span>
      {more ? '99+' : n}
    </span>
  );
};
