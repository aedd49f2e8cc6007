/** Entry of the bundle for Supabase's edge runtime (Deno); `npm run build:functions` makes index.js of it. Its settings are described in docs/hosting.md. */
import { optional, serve, surroundings } from '../_shared/deno';
import { handleRemind } from './handler';

serve((request) => {
  const url = optional('REMIND_WEBHOOK_URL');
  return handleRemind(request, {
    ...surroundings(),
    webhook: url === null ? null : { url, secret: optional('REMIND_WEBHOOK_SECRET') ?? '' },
    send: (letter) => fetch(letter),
    appUrl: optional('REMIND_APP_URL'),
  });
});
