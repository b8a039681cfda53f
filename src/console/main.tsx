import '#platform/web/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { giveStylesTheNonce, Providers } from '#platform/web/app.tsx';
import { Console } from './Console.tsx';

giveStylesTheNonce();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Providers>
      <Console />
    </Providers>
  </StrictMode>,
);
