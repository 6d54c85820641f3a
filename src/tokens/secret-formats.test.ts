import { describe, expect, it } from 'vitest';
import { authorizationHeader, baseUrlOf, curlCommand, envFile } from './secret-formats.ts';

const to = { user: 'root', server: 'whm.example.com' };

describe('a secret in the forms that programs take', () => {
  it('names the port of WHM where the server has no other', () => {
    expect(baseUrlOf(to)).toBe('https://whm.example.com:2087');
    expect(baseUrlOf({ ...to, server: 'whm.example.com:8443' })).toBe('https://whm.example.com:8443');
  });

  it('is a header', () => {
    expect(authorizationHeader(to, 'SECRET')).toBe('Authorization: whm root:SECRET');
  });

  it('is a file that this dashboard reads too', () => {
    expect(envFile(to, 'SECRET')).toBe(
      'WHM_URL=https://whm.example.com:2087\nWHM_USER=root\nWHM_TOKEN=SECRET\n',
    );
    expect(envFile(to, "a'b $HOME")).toContain("WHM_TOKEN='a'\\''b $HOME'");
  });

  it('is a curl command that asks for it and cannot be broken out of', () => {
    const command = curlCommand({ ...to, user: "o'neil" });
    expect(command).toContain('read -rs WHM_TOKEN');
    expect(command).toContain("'o'\\''neil'");
    expect(command).not.toContain('$(');
  });
});
