// The peer's own server, in a process of its own: server.mjs FOLDER; says its port.
import express from "express";
import expressPouchDB from "express-pouchdb";
import PouchDB from "pouchdb";

const folder = process.argv[2];
const app = express();
const Database = PouchDB.defaults({ prefix: `${folder}/` });

app.use("/", expressPouchDB(Database, { mode: "minimumForPouchDB", configPath: `${folder}/config.json`, logPath: `${folder}/log.txt` }));
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0)); // whoever started it is gone
