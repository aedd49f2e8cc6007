/**
 * `npm run bench`: what the analysis costs, and what the same work costs with what one would otherwise use, in one run. Only the ratios carry to other
 * machines. The peers are installed first, so that everything that needs them is imported after that.
 */
import { installPeers } from './install';
import { readOptions } from './options';

const options = readOptions(process.argv.slice(2));
installPeers();
const { runBench } = await import('./run');
await runBench(options);
