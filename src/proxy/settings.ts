import { existsSync, readFileSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { type Config, readConfig } from './config.ts';

/** The settings of this process: its environment, and `.env` of the working directory where there is one. */
export function readSettings(): Config {
  // What the environment says already wins over the file.
  if (existsSync('.env')) loadEnvFile('.env');
  return readConfig(process.env, (path) => readFileSync(path, 'utf8'));
}
