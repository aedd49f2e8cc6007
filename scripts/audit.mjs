// `npm run audit`: known weaknesses of what the built app is made of. A finding must be mended, or explained below with the reason why it does not
// reach the product. A registry that answers no questions of this kind (some mirrors) is said, and is no finding.
import { spawnSync } from 'node:child_process';

/** Address of the advisory -> why it does not reach the product. */
const IMAGE_SIZE =
  'pptxgenjs names image-size among its dependencies, but none of its files loads it; it is not in the built app (no patched version exists)';
const EXPLAINED = {
  'https://github.com/advisories/GHSA-w3rx-r6r6-pgpr': IMAGE_SIZE,
  'https://github.com/advisories/GHSA-5p2g-fcmc-qvqq': IMAGE_SIZE,
};

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
let report = null;
try {
  report = JSON.parse(stdout);
} catch {
  // No answer at all: said below.
}
if (!report?.metadata?.vulnerabilities) {
  console.log(
    `npm audit: NOT ANSWERED (${report?.message ?? 'no answer'}). Run it where the registry answers: npm run audit`,
  );
  process.exit(0);
}
const advisories = new Map();
for (const { via } of Object.values(report.vulnerabilities)) {
  for (const cause of via) if (typeof cause === 'object') advisories.set(cause.url, cause);
}
const open = [...advisories.values()].filter(({ url }) => !(url in EXPLAINED));
for (const { url, name, title, severity } of advisories.values())
  console.log(`${severity}: ${name}: ${title} (${url})${url in EXPLAINED ? ` - explained: ${EXPLAINED[url]}` : ''}`);
console.log(`npm audit: ${advisories.size} findings, ${advisories.size - open.length} of them explained.`);
process.exit(open.length === 0 ? 0 : 1);
