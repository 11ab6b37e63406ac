/** A bare Fastify for comparison: what the machine can do when nothing is checked, mapped or stored. */
import Fastify from 'fastify';

const app = Fastify({ logger: false, bodyLimit: 20 * 1024 * 1024 });
app.post('/echo', (request) => request.body);

const carePlan = JSON.parse(process.env['BENCH_RESOURCE'] ?? '{}') as object;
app.get('/resource', () => carePlan);

await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT'] ?? 0) });
