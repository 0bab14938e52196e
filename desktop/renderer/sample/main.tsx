import '../styles/tokens.css';
import '../styles/base.css';
import { createRoot } from 'react-dom/client';
import { App } from '../app/app.tsx';
import { followPreferences } from '../app/follow-preferences.ts';
import { createSampleClient, receive } from './sample-client.ts';

/** The view over sample state, for looking and measuring: `vite desktop/renderer`, then /sample/?messages=100000. Never built. */
const client = createSampleClient(new URLSearchParams(window.location.search));
Object.assign(window, { sample: client, receive });

const root = document.getElementById('root');
if (root) createRoot(root).render(<App client={client} translation={followPreferences()} />);
