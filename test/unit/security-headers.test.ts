import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, headersFile, hostsOf, securityHeaders } from '../../scripts/security-headers';
import { onlyLinks, trustedTypeRules } from '../../src/ui/trusted-types';

const policyOf = (env: Record<string, string>): Map<string, string[]> =>
  new Map(
    contentSecurityPolicy(hostsOf(env))
      .split('; ')
      .map((rule) => [rule.split(' ')[0] ?? '', rule.split(' ').slice(1)]),
  );

describe('The content security policy', () => {
  it('lets no script run but the app’s own: nothing inline, nothing evaluated, no other host', () => {
    const policy = policyOf({ VITE_SUPABASE_URL: 'https://abc.supabase.co' });
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('style-src')).toEqual(["'self'"]);
    expect([...policy.values()].flat().filter((value) => /unsafe|\*/.test(value))).toEqual([]);
    expect(policy.get('require-trusted-types-for')).toEqual(["'script'"]);
  });

  it('speaks to the configured hosts alone', () => {
    expect(policyOf({}).get('connect-src')).toEqual(["'self'", 'https://tiles.openfreemap.org']);
    expect(policyOf({ VITE_BASEMAP: 'plain' }).get('connect-src')).toEqual(["'self'"]);
    expect(policyOf({ VITE_BASEMAP: './jonkoping.pmtiles' }).get('connect-src')).toEqual(["'self'"]);
    const own = {
      VITE_SUPABASE_URL: 'https://abc.supabase.co/',
      VITE_BASEMAP: 'https://maps.example.se/style.json',
      VITE_BASEMAP_HOSTS: 'https://tiles.example.se https://maps.example.se/fonts',
    };
    expect(policyOf(own).get('connect-src')).toEqual([
      "'self'",
      'https://abc.supabase.co',
      'wss://abc.supabase.co',
      'https://maps.example.se',
      'https://tiles.example.se',
    ]);
  });

  it('says what is wrong with an address that is none', () => {
    expect(() => hostsOf({ VITE_SUPABASE_URL: 'abc.supabase.co' })).toThrow('VITE_SUPABASE_URL must be an address');
    expect(() => hostsOf({ VITE_BASEMAP_HOSTS: 'javascript:alert(1)' })).toThrow('VITE_BASEMAP_HOSTS');
  });

  it('stands in a file for hosts that read one, with all other headers', () => {
    const hosts = hostsOf({});
    const file = headersFile(hosts);
    for (const [name, value] of Object.entries(securityHeaders(hosts))) expect(file).toContain(`  ${name}: ${value}`);
    expect(file).toContain("frame-ancestors 'none'");
  });
});

describe('Text that becomes markup', () => {
  it('keeps links to web addresses and nothing else', () => {
    expect(onlyLinks('© <a href="https://osm.org/copyright" onclick="steal()">OpenStreetMap</a>')).toBe(
      '© <a href="https://osm.org/copyright" target="_blank" rel="noopener">OpenStreetMap</a>',
    );
    expect(onlyLinks('<img src=x onerror=alert(1)>map <b>by</b> us')).toBe('map by us');
    expect(onlyLinks('<a href="javascript:alert(1)">x</a>')).toBe('x');
    expect(onlyLinks('<a href="https://a.se">x')).toBe('<a href="https://a.se" target="_blank" rel="noopener">x</a>');
    expect(onlyLinks('<svg/onload=alert(1)//')).toBe('&lt;svg/onload=alert(1)//');
    expect(onlyLinks(`<a href='https://a.se/"onmouseover="x'>x</a>`)).not.toMatch(/"\s*onmouseover/);
  });

  it('loads scripts from the own origin alone', () => {
    const { createScriptURL } = trustedTypeRules('https://est.example.se');
    expect(createScriptURL('./assets/worker.js')).toBe('./assets/worker.js');
    expect(createScriptURL('https://est.example.se/a.js')).toBe('https://est.example.se/a.js');
    expect(() => createScriptURL('https://evil.example/a.js')).toThrow('No script');
    expect(() => createScriptURL('data:text/javascript,alert(1)')).toThrow('No script');
    expect(() => createScriptURL('//evil.example/a.js')).toThrow('No script');
  });
});
