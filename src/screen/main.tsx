// The big screen: a composition of its own, without the console's libraries. The token stands behind #, which no browser sends and no server writes down.
import './screen.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BigScreen } from './BigScreen.tsx';

const lang = new URLSearchParams(window.location.search).get('lang') === 'en' ? 'en' : 'zh';
document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <BigScreen token={window.location.hash.slice(1)} lang={lang} />
  </StrictMode>,
);
// another link in the same tab is another screen
window.addEventListener('hashchange', () => window.location.reload());
