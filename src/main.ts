import { enableCompileCache } from 'node:module';

// What Node has compiled once, types stripped, it need not compile at the next start: half of the time to ready.
enableCompileCache();
const { run } = await import('./service.ts');
await run(process.env);
