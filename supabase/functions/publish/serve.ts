/** Entry of the bundle for Supabase's edge runtime (Deno); `npm run build:functions` makes index.js of it. */
import { serve, surroundings } from '../_shared/deno';
import { handlePublish } from './handler';

serve((request) => handlePublish(request, surroundings()));
