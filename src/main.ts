/** Where the app begins in a browser. */
import { mount } from 'svelte';
import App from './App.svelte';
import { followInstallOffer } from './ui/install.svelte';
import { guardMarkup } from './ui/trusted-types';
import './ui/theme.css';

guardMarkup();
followInstallOffer();

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element with the id "app".');
mount(App, { target });
