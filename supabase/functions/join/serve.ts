/** Entry of the bundle for Supabase's edge runtime (Deno); `npm run build:functions` makes index.js of it. Its settings are those of `remind`. */
import { optional, serve, surroundings } from '../_shared/deno';
import { gotrueAccounts } from './gotrue-accounts';
import { handleJoin } from './handler';

serve((request) => {
  const url = optional('REMIND_WEBHOOK_URL');
  const platform = surroundings();
  return handleJoin(request, {
    ...platform,
    accounts: gotrueAccounts(platform),
    webhook: url === null ? null : { url, secret: optional('REMIND_WEBHOOK_SECRET') ?? '' },
    send: (letter) => fetch(letter),
    appUrl: optional('REMIND_APP_URL'),
    pause: (time) => new Promise((done) => setTimeout(done, time)),
  });
});
