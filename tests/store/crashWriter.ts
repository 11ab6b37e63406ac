import { LOCAL_OPERATOR } from '../../src/store/actor.ts';
import { openStore } from '../../src/store/openStore.ts';

/** Stores plans with a receipt and a record entry each, many at a time, and prints the id of each that is answered. */
const [databaseUrl = '', prefix = ''] = process.argv.slice(2);
const store = await openStore({ databaseUrl, check: () => [] });
let next = 0;

async function writeOn(): Promise<never> {
  for (;;) {
    const id = `${prefix}-${next++}`;
    await store.write(LOCAL_OPERATOR, async (unit) => {
      const subject = { reference: `Patient/${id}` };
      await unit.put({ resourceType: 'Patient', id });
      await unit.put({
        resourceType: 'CarePlan',
        id,
        status: 'active',
        intent: 'plan',
        subject,
        identifier: [{ system: 'urn:x', value: id }],
      });
      await unit.saveReceipt({
        sender: 's',
        messageId: id,
        digest: '',
        receivedAt: new Date().toISOString(),
        answer: new Uint8Array(200),
        answerType: 'application/xml',
        account: '{}',
      });
      await unit.saveRecordEntry({
        system: 'urn:x',
        value: id,
        recordedAt: 1,
        digest: '',
        owned: [`CarePlan/${id}`],
      });
    });
    process.stdout.write(`${id}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, writeOn));
