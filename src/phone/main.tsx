// The phone's composition: an entry of its own below /phone, React and nothing else of the console. Installable, and there without a network.
import './phone.css';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';

createRoot(document.getElementById('root')!).render(<App />);
if (import.meta.env.PROD && 'serviceWorker' in navigator)
  void navigator.serviceWorker.register('/phone/sw.js', { scope: '/phone/' }).catch(() => undefined);
