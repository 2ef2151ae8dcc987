// The same work with PouchDB and its own server on this machine: measure.mjs FOLDER. In clear, without TLS, and without
// a sync of the disk for what is acknowledged: what it does not do, it need not pay for.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import PouchDB from "pouchdb";

const N_DOCUMENTS = 20000;
const SIZE = 2000; // bytes
const N_CHANGES = 100;
const words = ["窓口", "本人", "確認", "書類", "不足", "後日", "郵送", "口座", "名義", "電話", "住所", "変更", "世帯", "申請"];

const folder = mkdtempSync(`${process.argv[2]}/run-`);
for (const name of ["server", "terminal"]) mkdirSync(`${folder}/${name}`);
const server = spawn(process.execPath, [new URL("server.mjs", import.meta.url).pathname, `${folder}/server`],
                     { stdio: ["pipe", "pipe", "ignore"] });

function makeDocument(number) {
  let text = "";
  while (Buffer.byteLength(text) < SIZE - 200) text += words[Math.floor(Math.random() * words.length)];
  return { _id: `case-${String(number).padStart(8, "0")}`, state: "received", receipt: `form:${number}`, text };
}

async function fill(remote) {
  for (let first = 0; first < N_DOCUMENTS; first += 1000)
    await remote.bulkDocs(Array.from({ length: 1000 }, (_, i) => makeDocument(first + i)));
}

async function measureLoading(remote, local) {
  const begin = performance.now();
  await PouchDB.replicate(remote, local, { batch_size: 1000, batches_limit: 10 });
  const seconds = (performance.now() - begin) / 1000;
  const { doc_count: count } = await local.info();
  if (count !== N_DOCUMENTS) throw new Error(`${count} documents arrived`);
  console.log(`PouchDB: first replication of ${N_DOCUMENTS} documents of ${SIZE} bytes: ${seconds.toFixed(1)} s,`
              + ` ${Math.round(N_DOCUMENTS / seconds)} a second`);
}

async function measureChanges(remote, local) {
  const waits = [];
  const live = PouchDB.replicate(remote, local, { live: true, retry: true });
  const changes = local.changes({ live: true, since: "now" });
  for (let i = 0; i < N_CHANGES; i++) {
    const arrived = once(changes, "change");
    const begin = performance.now();
    await remote.put(makeDocument(N_DOCUMENTS + i));
    await arrived;
    waits.push(performance.now() - begin);
  }
  live.cancel();
  changes.cancel();
  waits.sort((a, b) => a - b);
  const { doc_count: count } = await local.info();
  if (count !== N_DOCUMENTS + N_CHANGES) throw new Error(`${count} documents arrived`);
  console.log(`PouchDB: one change, until another terminal has it: p50 ${waits[N_CHANGES / 2].toFixed(1)} ms,`
              + ` p99 ${waits[N_CHANGES - 1].toFixed(1)} ms`);
}

try {
  const [port] = await once(createInterface(server.stdout), "line");
  const remote = new PouchDB(`http://127.0.0.1:${port}/ward`);
  const local = new PouchDB(`${folder}/terminal/ward`);
  await fill(remote);
  await measureLoading(remote, local);
  await measureChanges(remote, local);
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
