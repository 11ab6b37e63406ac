#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// See src/main.ts: a command starts in half the time when it has been run before.
enableCompileCache();
await import('./program.ts');
